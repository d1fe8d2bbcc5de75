"""A check that takes longer than anybody waits: how far it is, and what becomes of it."""

import time
from threading import Event

import pytest

from gateway.errors import NotFound
from gateway.storage import recipient_progress
from portal_apps.sending import checks, progress
from portal_apps.sending.progress import Progress
from portal_apps.sending.recipients import Rules, Unreadable
from tests.builders import an_id
from tests.pages import errors, link, of_class, texts
from tests.portal_apps.sending.file_pages.conftest import HEADINGS
from tests.portal_apps.sending.recipients.files import PHONE

HTMX = {"HX-Request": "true"}
SECONDS = 20


@pytest.fixture
def subject(world):
    rules = Rules.of(world.service, world.template)
    return checks.Subject(world.service["id"], an_id(), rules)


@pytest.fixture
def impatient(world, monkeypatch):
    """Nobody waits for a check, and it reports all the time."""
    monkeypatch.setattr(checks, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(checks, "SECONDS_BETWEEN_REPORTS", 0.02)


def comes_true(condition):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class SlowFile:
    """A file whose second part comes when it is told to."""

    def __init__(self, *rows):
        self.parts = [f"{','.join(HEADINGS)}\r\n", "".join(f"{','.join(row)}\r\n" for row in rows)]
        self.may_go_on = Event()

    def read(self, _size):
        if len(self.parts) == 1:
            assert self.may_go_on.wait(SECONDS)
        part = self.parts.pop(0) if self.parts else ""
        if isinstance(part, Exception):
            raise part
        return part.encode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.parts = []


def progress_of(subject):
    return Progress.of(subject.service_id, subject.upload_id)


@pytest.mark.usefixtures("impatient")
class TestALongCheck:
    def test_goes_on_after_the_page_and_leaves_its_verdict(self, subject):
        file = SlowFile([PHONE, "Ada"])

        verdict = checks.check_stream(subject, file, "people.csv")
        under_way = progress_of(subject)
        file.may_go_on.set()
        comes_true(lambda: progress_of(subject) is None)

        assert verdict is None
        assert under_way.is_alive
        assert subject.file.verdict.totals.rows == 1

    def test_is_shown_until_the_verdict_is_there(self, world, subject):
        browser, file = world.browser(), SlowFile([PHONE, "Ada"])
        world.has_no_job(subject.upload_id)
        checks.check_stream(subject, file, "people.csv")
        url = world.check_url(subject.upload_id)

        page, part = browser.get(url), browser.get(url, headers=HTMX)
        file.may_go_on.set()
        comes_true(lambda: progress_of(subject) is None)
        done, part_of_done = browser.get(url), browser.get(url, headers=HTMX)

        assert texts(page, "h1") == ["Checking your file"]
        assert link(page, "Look again") == url
        assert b"<html" not in part.content
        assert texts(done, "h1") == ["Preview of Permit ready"]
        assert part_of_done["HX-Refresh"] == "true"

    def test_that_finds_the_file_unreadable_says_so_on_the_same_page(self, world, subject):
        browser, file = world.browser(), SlowFile(['"' + PHONE])
        checks.check_stream(subject, file, "people.csv")
        file.may_go_on.set()
        comes_true(lambda: progress_of(subject).finding)
        url = world.check_url(subject.upload_id)

        page = browser.get(url)

        [error] = errors(page)
        assert error.startswith("A cell in row 2 begins with a quotation mark")
        assert texts(page, "h1") == ["Upload a list of phone numbers"]
        assert next(iter(of_class(page, "govuk-file-upload"))).get("name") == "file"
        assert browser.get(url, headers=HTMX)["HX-Refresh"] == "true"

    def test_that_fails_lets_the_file_be_uploaded_again(self, world, subject, caplog):
        file = SlowFile()
        file.parts = ["phone number", OSError("the disk is full")]
        checks.check_stream(subject, file, "people.csv")
        file.may_go_on.set()
        comes_true(lambda: progress_of(subject).has_failed)

        page = world.browser().get(world.check_url(subject.upload_id))

        assert errors(page) == [
            "The check of your file stopped before its end, and nothing was sent. Upload the file again"
        ]
        assert "a file could not be checked" in caplog.text

    def test_is_said_to_be_over_when_its_process_has_died(self, world, subject, monkeypatch):
        silent = Progress("people.csv", world.template["id"], subject.rules.digest)
        silent.report(subject.service_id, subject.upload_id)
        monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)

        page = world.browser().get(world.check_url(subject.upload_id))

        assert errors(page) == [
            "The check of your file stopped before its end, and nothing was sent. Upload the file again"
        ]

    def test_of_another_template_or_service_is_not_there(self, world, subject):
        file = SlowFile([PHONE, "Ada"])
        checks.check_stream(subject, file, "people.csv")
        mine = world.check_url(subject.upload_id)
        world.has_template()

        other = world.browser().get(world.check_url(subject.upload_id))
        file.may_go_on.set()
        comes_true(lambda: progress_of(subject) is None)

        assert other.status_code == 404
        assert mine != world.check_url(subject.upload_id)

    def test_by_new_rules_is_shown_too(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, *[[PHONE, "Ada"]] * 3_000)
        world.has_template(id=world.template["id"], version=2)

        url = world.check_url(upload_id)
        comes_true(lambda: texts(browser.get(url), "h1") == ["Preview of Permit ready"])

        assert world.file(upload_id).verdict.template_version == 2
        assert Progress.of(world.service["id"], upload_id) is None


class TestAQuickCheck:
    def test_is_awaited_and_leaves_nothing_but_the_verdict(self, subject):
        file = SlowFile([PHONE, "Ada"])
        file.may_go_on.set()

        verdict = checks.check_stream(subject, file, "people.csv", {"sender_id": "1"})

        assert verdict == subject.file.verdict
        with pytest.raises(NotFound):
            recipient_progress.read(subject.service_id, subject.upload_id)

    def test_raises_what_is_wrong(self, subject):
        file = SlowFile(['"' + PHONE])
        file.may_go_on.set()

        with pytest.raises(Unreadable):
            checks.check_stream(subject, file, "people.csv")


class TestProgress:
    def test_counts_rows(self, subject):
        Progress("people.csv", "1", "2").report(
            subject.service_id, subject.upload_id, rows=2_000, expected=100_000
        )

        stored = progress_of(subject)
        assert (stored.rows, stored.expected, stored.is_alive) == (2_000, 100_000, True)
