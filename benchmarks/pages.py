"""`python -m benchmarks.pages [--requests N] [--only NAME]`: the processor time that the portal needs for each of its main pages.

A portal with its production settings, one process, in front of an API that answers at once and a Redis of its own.
Every page is warm. Processor time is read from the kernel, so other work on the machine disturbs it little.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import django
import orjson
import requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notify_portal.settings.test")
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up before its apps are imported

from tests.browsers import browser_of  # noqa: E402 - as above
from tests.builders import an_id  # noqa: E402 - as above
from tests.portal_process import PortalProcess  # noqa: E402 - as above
from tests.redis_server import running_redis  # noqa: E402 - as above
from tests.server_process import ROOT  # noqa: E402 - as above
from tests.whole_api import WholeAPI  # noqa: E402 - as above
from tests.whole_api_rows import ARGUMENTS  # noqa: E402 - as above
from tests.whole_files import files_in, leave_files  # noqa: E402 - as above

SERVICE = f"/services/{ARGUMENTS['service_id']}"
FILE = f"{SERVICE}/{ARGUMENTS['template_id']}/check/{ARGUMENTS['upload_id']}"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
ROUNDS = 6
WARM_UP = 20
MANY = 20
# By the last part of the path. Lists of messages are read a page at a time.
MORE_OF = {"notifications": 50, "template": 60}
LISTS_BESIDE = 3  # what an answer with a list may carry beside it
SETTINGS = "benchmarks.portal_settings"


@dataclass(frozen=True)
class Page:
    """One page, who opens it, and how many milliseconds of processor time and kilobytes it may take."""

    name: str
    path: str
    at_most: float | None = None
    heaviest: float | None = None
    who: str = "manager"


PAGES = (
    Page("settings of a service", f"{SERVICE}/service-settings", 12),
    Page("settings, as a platform admin", f"{SERVICE}/service-settings", who="admin"),
    Page("team members", f"{SERVICE}/users", 11),
    Page("API keys", f"{SERVICE}/api/keys", 8),
    Page("message log", f"{SERVICE}/api", 9, 77),
    Page("your services", "/your-services", 8),
    Page("your account", "/your-account"),
    Page("organisations", "/organisations", 4, who="admin"),
    Page("an organisation", f"/organisations/{ARGUMENTS['org_id']}"),
    Page("a job", f"{SERVICE}/jobs/{ARGUMENTS['job_id']}", 13, 33),
    Page("dashboard", SERVICE),
    Page("templates of a folder", f"{SERVICE}/templates/folders/{ARGUMENTS['template_folder_id']}", 14, 88),
    Page("a template", f"{SERVICE}/templates/{ARGUMENTS['template_id']}", 2.5),
    Page("sent messages", f"{SERVICE}/notifications", 13, 33),
    Page("a file before it is sent", FILE, 10),
    Page("a message", f"{SERVICE}/notification/{ARGUMENTS['notification_id']}"),
)


@contextmanager
def running_api(answers: dict[str, Any]) -> Iterator[str]:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        Path(file.name).write_bytes(orjson.dumps(answers))
        command = [sys.executable, "-m", "benchmarks.whole_api_server", file.name]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()
            process.wait()


@contextmanager
def running_portal(api: str, redis: str, whole: WholeAPI) -> Iterator[PortalProcess]:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        with files_in(files):
            leave_files(whole, strangers=2_000)
        environ = {
            "API_HOST_NAME": api,
            "REDIS_URL": redis,
            "SECRET_KEY": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "BENCHMARK_STATIC_ROOT": folder,
            "FILES_ROOT": str(files),
            "WEB_WORKERS": "1",
        }
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, cwd=ROOT, env={**os.environ, **environ}, check=True)
        with PortalProcess(environ) as portal:
            yield portal


def processor_milliseconds(portal: PortalProcess) -> float:
    """What the process that answers has used so far; the one that watches it does nothing."""
    assert portal.process is not None
    master = portal.process.pid
    [worker] = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND * 1000


def many_of_each(answers: dict[str, Any]) -> dict[str, Any]:
    """The same API with lists of a busy service: of everything that it has one of, there are twenty, or more."""
    return {path: _grown(body, MORE_OF.get(path.rpartition("/")[2], MANY)) for path, body in answers.items()}


def _grown(body: Any, size: int) -> Any:
    if isinstance(body, list) and body and "id" in body[0]:
        return [{**row, **_another(row, nr)} for nr, row in _copies(body, size)] + body
    if isinstance(body, dict) and len(body) <= LISTS_BESIDE:
        return {
            name: _grown(value, size) if isinstance(value, list) else value for name, value in body.items()
        }
    return body


def _another(row: dict[str, Any], number: int) -> dict[str, Any]:
    return {"id": an_id(), **({"name": f"{row['name']} {number}"} if "name" in row else {})}


def _copies(rows: list[Any], size: int) -> Iterator[tuple[int, Any]]:
    return enumerate(islice(cycle(rows), size - len(rows)))


def measured(portal: PortalProcess, person: dict[str, Any], page: Page, count: int) -> tuple[float, int]:
    """Milliseconds of a request in the quickest round, since other work only adds to it; and the bytes of the page."""
    cookie = browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value
    with requests.Session() as session:
        session.headers["X-Forwarded-Proto"] = "https"
        session.headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie}"
        size = 0
        for _ in range(WARM_UP):
            answer = session.get(portal.url + page.path, allow_redirects=False)
            assert answer.status_code == requests.codes.ok, f"{page.path}: {answer.status_code}"
            size = len(answer.content)
        rounds = []
        for _ in range(ROUNDS):
            before = processor_milliseconds(portal)
            for _ in range(count):
                session.get(portal.url + page.path)
            rounds.append((processor_milliseconds(portal) - before) / count)
    return min(rounds), size


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--requests", type=int, default=100, help="in each of the rounds")
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    asked = parser.parse_args()
    whole = WholeAPI(receives_texts=False)
    pages = [page for page in PAGES if asked.only in page.name]
    few, many = (
        all_of(pages, whole, answers, asked.requests)
        for answers in (whole.answers, many_of_each(whole.answers))
    )
    print("| page | one of each | many of each | weight | at most | holds |\n|---|---|---|---|---|---|")
    for page, (time, size), (longest, largest) in zip(pages, few, many, strict=True):
        marks, holds = promise(page, longest, largest / 1000)
        weight = f"{size / 1000:.1f} to {largest / 1000:.1f} kB"
        print(f"| {page.name} | {time:.1f} ms | {longest:.1f} ms | {weight} | {marks} | {holds} |")


def promise(page: Page, milliseconds: float, kilobytes: float) -> tuple[str, str]:
    """What the page may take, and whether it keeps to it."""
    marks = [
        (page.at_most, milliseconds, "ms"),
        (page.heaviest, kilobytes, "kB"),
    ]
    given = [(mark, found, unit) for mark, found, unit in marks if mark]
    holds = all(found <= mark for mark, found, _unit in given)
    return ", ".join(f"{mark:g} {unit}" for mark, _found, unit in given), (
        "yes" if holds else "NO"
    ) if given else ""


def all_of(
    pages: list[Page], whole: WholeAPI, answers: dict[str, Any], count: int
) -> list[tuple[float, int]]:
    with (
        running_redis() as redis,
        running_api(answers) as api,
        running_portal(api, redis.url, whole) as portal,
    ):
        return [measured(portal, getattr(whole, page.who), page, count) for page in pages]


if __name__ == "__main__":
    main()
