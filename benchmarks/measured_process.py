"""One piece of work in a process of its own, measured from within: CPU seconds and memory."""

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

RUNS = 3
Work = Callable[[Path], int]


def measured(module: str, path: Path, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What `report` of that module says of this file: the run in the middle of several."""
    command = [sys.executable, "-m", module, str(path)]
    whole = os.environ | (environ or {})
    runs = [json.loads(subprocess.check_output(command, env=whole)) for _ in range(RUNS)]
    return sorted(runs, key=lambda run: run["seconds"])[RUNS // 2]


def report(work: Work) -> None:
    before = peak()
    started = cpu()
    result = work(Path(sys.argv[1]))
    print(
        json.dumps({"seconds": cpu() - started, "peak": peak(), "grown": peak() - before, "result": result})
    )


def cpu() -> float:
    """Of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak() -> float:
    """Megabytes. `getrusage` would count what the parent had when it started this process."""
    status = Path("/proc/self/status").read_text()
    kilobytes = re.search(r"VmHWM:\s+([0-9]+) kB", status)
    assert kilobytes
    return int(kilobytes[1]) / 1024
