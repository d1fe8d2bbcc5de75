"""What a command has in memory before it has done anything: every run, every shard and every undo begins with that."""

import os
import subprocess
import sys

from tests.server_process import ROOT

# Some 12 MB together, for letters that are drawn, workbooks that are opened, and bars on terminals.
NEEDED_NOW_AND_THEN = {"pypdf", "PIL", "fontTools", "openpyxl", "rich"}
LOADED = """
import sys, django
django.setup()
from django.core.management import load_command_class
load_command_class("portal_apps.bulk", "bulk_send")
print(*sys.modules)
"""


class TestStart:
    def test_loads_nothing_that_is_needed_now_and_then_only(self):
        environ = os.environ | {"DJANGO_SETTINGS_MODULE": "notify_portal.settings.local"}

        loaded = subprocess.check_output([sys.executable, "-c", LOADED], cwd=ROOT, env=environ, text=True)

        assert "portal_apps.bulk.command" in loaded.split()
        assert not NEEDED_NOW_AND_THEN & set(loaded.split())
