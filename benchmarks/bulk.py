"""Bulk operations: how much of what the API could answer a run asks for, and what the engine itself costs a row."""

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.test import override_settings

from benchmarks.bulk_server import DELAY
from benchmarks.documents import an_id
from benchmarks.figures import Figure
from gateway import acting_as, service_api_client
from portal_apps.bulk.engine import Tempo, Wish
from portal_apps.bulk.leading import Leader, Task
from portal_apps.bulk.operation import Row
from portal_apps.bulk.operations.service_settings import ServiceSettings
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.progress import Lines, Meter
from portal_apps.bulk.reports import Report
from portal_apps.bulk.source import Listed
from tests.redis_server import RedisServer

# The plan, the look before the write, the write, and the look after it.
CALLS_OF_ROW = 4
ROWS_OF_WORKER = 60
ROWS_IN_A_ROW = 20
RATE, ROWS_AT_RATE = 100, 250
SHARE = 0.9
FEW, MANY = 1_000, 100_000
MEGABYTES, MILLISECONDS = 20, 1.0


def bulk_runs(_server: RedisServer) -> Iterator[Figure]:
    with slow_api() as address, override_settings(API_HOST_NAME=address):
        baseline = one_after_the_other()
        for workers in (4, 16):
            yield throughput(workers, baseline)
        yield at_rate()
    yield from engine_alone()


@contextmanager
def slow_api() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.bulk_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def one_after_the_other() -> float:
    """Calls a second of the script that one would write for the day: read, write and look, service by service."""
    random, started = Random(1), time.perf_counter()
    with acting_as("admin"):
        for service_id in (an_id(random) for _ in range(ROWS_IN_A_ROW)):
            service_api_client.get_service(service_id)
            service_api_client.update_service(service_id, sms_message_limit=5)
            service_api_client.get_service(service_id)
    return 3 * ROWS_IN_A_ROW / (time.perf_counter() - started)


def throughput(workers: int, baseline: float) -> Figure:
    calls = calls_a_second(ROWS_OF_WORKER * workers, Tempo(workers=workers))
    possible = workers / DELAY
    return Figure(
        f"API calls a second, {workers} workers, API 45 ms",
        f"{baseline:.1f}",
        f"{calls:.1f} of {possible:.1f}",
        f">= {SHARE:.0%} of workers / 45 ms",
        calls >= SHARE * possible,
        calls / baseline,
    )


def at_rate() -> Figure:
    calls = calls_a_second(ROWS_AT_RATE, Tempo(workers=16, rate=RATE))
    return Figure(
        f"API calls a second, --rate {RATE}",
        "",
        f"{calls:.1f}",
        f"{SHARE * RATE:g} to {RATE}",
        SHARE * RATE <= calls <= RATE * 1.01,
    )


def calls_a_second(rows: int, tempo: Tempo) -> float:
    """Of a whole run: journal, plan, writes and looks."""
    random = Random(rows)
    listed = [Row(number, {"service_id": an_id(random), "rate_limit": 5}) for number in range(1, rows + 1)]
    with TemporaryDirectory() as folder, override_settings(BULK_FOLDER=folder):
        report = Report(io.StringIO(), f"{folder}/report.jsonl")
        leader = Leader(
            Wish("admin", tempo=tempo), Meter(Lines(io.StringIO())), report, io.StringIO(), Stop()
        )
        task = Task("bulk_services", {}, ServiceSettings(), Listed("listed", str(tempo), listed))
        started = time.perf_counter()
        assert leader.carry_out(task) == 0
        return CALLS_OF_ROW * rows / (time.perf_counter() - started)


def engine_alone() -> Iterator[Figure]:
    """In a process of its own, with an API that costs nothing."""
    few, many = (once(rows) for rows in (FEW, MANY))
    assert many["result"] == MANY
    each = (many["seconds"] - few["seconds"]) / (MANY - FEW) * 1_000
    yield Figure(
        f"memory, {FEW:,} -> {MANY:,} rows",
        "",
        f"{few['peak']:.0f} -> {many['peak']:.0f} MB",
        f"< {MEGABYTES} MB more",
        many["peak"] - few["peak"] < MEGABYTES,
    )
    yield Figure(
        "the engine's own work for a row, CPU",
        "",
        f"{each:.3f} ms",
        f"< {MILLISECONDS:g} ms",
        each < MILLISECONDS,
    )


def once(rows: int) -> dict[str, float]:
    random = Random(rows)
    with TemporaryDirectory() as folder:
        path = Path(folder, "services.csv")
        with path.open("w") as file:
            file.write("service_id,sms_message_limit\n")
            file.writelines(f"{an_id(random)},5\n" for _ in range(rows))
        measured = subprocess.check_output([sys.executable, "-m", "benchmarks.bulk_once", str(path)])
    figures: dict[str, float] = json.loads(measured)
    return figures
