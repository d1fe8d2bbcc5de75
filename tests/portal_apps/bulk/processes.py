"""A command as a process of its own, which can be killed."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tests.server_process import ROOT


def started(arguments: Sequence[str], environ: Mapping[str, str]) -> subprocess.Popen[str]:
    """`environ` is on top of this process's."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | environ | {"DJANGO_SETTINGS_MODULE": "notify_portal.settings.local"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
