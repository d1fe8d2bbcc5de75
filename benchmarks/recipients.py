"""A file of 100,000 recipients: checked once, looked at again, and the messages that are counted for it."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import override_settings

from benchmarks.documents import an_id
from benchmarks.figures import Figure
from benchmarks.measured_process import RUNS, measured
from benchmarks.recipients_once import CONTENT, RULES
from notify_portal.settings.files import file_storages
from portal_apps.message_templates.content.preview import prepare
from portal_apps.sending.recipients import RecipientFile
from tests.portal_apps.sending.recipients.files import csv_file, xlsx_file
from tests.redis_server import RedisServer

BASELINE, PORTAL = "benchmarks.recipients_whole", "benchmarks.recipients_once"
ROWS, BAD = 100_000, 0.01
MEGABYTES = 80
SECONDS = {".csv": 2.2, ".xlsx": 4.0}
VIEW = 0.010
TEXT, EMAIL = 24, 288
VALUES = {"name": "Ann Smith", "date": "5 November 2026"}
PARAGRAPHS = (
    "# Your appointment\n\nDear ((name)),\n\nCome on ((date)).\n\n* bring a photo\n* bring this message\n\n"
)


def recipient_files(_server: RedisServer) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        paths = {suffix: Path(folder, f"people{suffix}") for suffix in SECONDS}
        paths[".csv"].write_bytes(csv_file(people()))
        paths[".xlsx"].write_bytes(xlsx_file(people()))
        yield from checks(paths)
        places = file_storages(Path(folder), dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
        with override_settings(STORAGES={**settings.STORAGES, **places}):
            yield view(paths[".csv"])
    yield from renderings()


def people() -> Iterator[list[str]]:
    random = Random(1)
    yield ["phone number", "name", "date"]
    for number in range(ROWS):
        digits = f"{random.choice(['07911', '07400', '07890'])}{random.randrange(10**6):06}"
        typed = random.choice([digits, f"+44 {digits[1:5]} {digits[5:]}", f"({digits[:5]}) {digits[5:]}"])
        if random.random() < BAD:
            typed = random.choice(["", digits[:-2], "ask Ann", f"{digits}7"])
        yield [typed, f"Person {number} Ann Smith", f"{random.randrange(1, 29)} November 2026"]


def checks(paths: Mapping[str, Path]) -> Iterator[Figure]:
    for suffix, limit in SECONDS.items():
        baseline, portal = (measured(side, paths[suffix]) for side in (BASELINE, PORTAL))
        assert baseline["result"] == portal["result"]
        yield Figure(
            f"check {ROWS:,} rows of {suffix.removeprefix('.')}, CPU",
            f"{baseline['seconds']:.2f} s",
            f"{portal['seconds']:.2f} s",
            f"<= {limit:g} s",
            portal["seconds"] <= limit,
            baseline["seconds"] / portal["seconds"],
        )
        yield Figure(
            f"check {ROWS:,} rows of {suffix.removeprefix('.')}, memory (grown by)",
            f"{baseline['peak']:.0f} MB ({baseline['grown']:.0f})",
            f"{portal['peak']:.0f} MB ({portal['grown']:.0f})",
            f"<= {MEGABYTES} MB",
            portal["peak"] <= MEGABYTES,
            baseline["peak"] / portal["peak"],
        )


def view(path: Path) -> Figure:
    """The page of a file that has been checked, with fifty of its bad rows; the baseline checks it again."""
    ids = an_id(Random(1)), an_id(Random(2))
    with path.open("rb") as file:
        RecipientFile(*ids).check(file, path.name, RULES)
    ours = seconds(lambda: RecipientFile(*ids).bad_rows(3), 50)
    baseline = measured(BASELINE, path)["seconds"]
    return Figure(
        "look at it again, CPU",
        f"{baseline * 1000:,.0f} ms",
        f"{ours * 1000:.2f} ms",
        f"<= {VIEW * 1000:g} ms",
        ours <= VIEW,
        baseline / ours,
    )


def renderings() -> Iterator[Figure]:
    text = prepare({"template_type": "sms", "content": CONTENT}, service_prefix="Clinic")
    email = prepare({"template_type": "email", "subject": "For ((name))", "content": PARAGRAPHS * 5})
    for name, template, limit in (
        ("a text with its fragments", text, TEXT),
        ("an e-mail as HTML", email, EMAIL),
    ):
        ours = seconds(partial(template.render, VALUES), 2000) * 1e6
        yield Figure(f"render {name}, CPU", "", f"{ours:.1f} us", f"<= {limit} us", ours <= limit)


def seconds(work: Callable[[], object], calls: int) -> float:
    """CPU seconds of one call."""
    work()
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        for _ in range(calls):
            work()
        times.append((time.process_time() - started) / calls)
    return median(times)
