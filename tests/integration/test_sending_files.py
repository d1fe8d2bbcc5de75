"""From the upload of a file to its job, with a portal and an API that are real, and that die on the way."""

from collections.abc import Iterator

import pytest
import requests

from tests.integration.cable import Cable, cable_to
from tests.integration.person import Person, hidden
from tests.pages import errors, first_button, link, text_of, texts
from tests.portal_process import PortalProcess
from tests.redis_server import PATIENT, RedisServer
from tests.sandbox_process import SandboxProcess

ROWS = 2_000
FIRST_NUMBER = "07400 100000"
# The portal asks for the job, for files of the same name and for what was sent today; then it asks for a job.
CALLS_BEFORE_THE_JOB = 3


@pytest.fixture(scope="module")
def cable(sandbox: SandboxProcess) -> Iterator[Cable]:
    with cable_to(sandbox.port) as cable:
        yield cable


@pytest.fixture(scope="module")
def portal(sandbox: SandboxProcess, redis: RedisServer, cable: Cable) -> Iterator[PortalProcess]:
    environ = {
        "API_HOST_NAME": cable.url,
        "REDIS_URL": redis.url,
        "REDIS_TIMEOUT": str(PATIENT),
        "FILES_ROOT": str(sandbox.files),
    }
    with PortalProcess(environ) as process:
        yield process


@pytest.fixture(scope="module")
def rosa(portal: PortalProcess, sandbox: SandboxProcess) -> Person:
    return Person.signed_in(portal, sandbox, "council_manager")


@pytest.fixture
def template(rosa: Person, service_id: str) -> str:
    """Where files are sent with a new template."""
    made = rosa.add_text_message(service_id, "Collection", "Hello ((name))")
    return made.url.removeprefix(rosa.portal.url).replace("/templates/", "/send/")


def upload(rosa: Person, template: str, rows: int) -> requests.Response:
    """The page that an upload of so many recipients leads to."""
    path = f"{template}/csv"
    lines = [f"07400 {100_000 + number},Ada {number}" for number in range(rows)]
    token = hidden(rosa.get(path))["csrfmiddlewaretoken"]
    page = rosa.session.post(
        rosa.portal.url + path,
        data={"csrfmiddlewaretoken": token},
        files={"file": ("people.csv", "\n".join(["phone number,name", *lines]))},
        headers={"Referer": rosa.portal.url + path},
        timeout=30,
    )
    while texts(page, "h1") == ["Checking your file"]:
        page = rosa.session.get(page.url, timeout=30)
    return page


def send(rosa: Person, page: requests.Response) -> requests.Response:
    """Press the button of the page."""
    service, _template, _check, upload_id = page.url.removeprefix(rosa.portal.url).rsplit("/", 3)
    token = hidden(page)["csrfmiddlewaretoken"]
    return rosa.post(f"{service}/start-job/{upload_id}", csrfmiddlewaretoken=token, scheduled_for="")


class TestALargeFile:
    def test_becomes_a_job_that_reaches_everybody(self, rosa, template):
        page = upload(rosa, template, ROWS)
        job = send(rosa, page)

        assert texts(page, "h1") == ["Preview of Collection"]
        assert text_of(first_button(page)) == "Send 2,000 text messages"
        assert "/jobs/" in job.url
        assert "of 2,000 text messages" in job.text


class TestAfterARestart:
    def test_of_the_portal_the_file_is_sent_once(self, rosa, template, portal, sandbox):
        before = len(sandbox.outbox(FIRST_NUMBER))
        page = upload(rosa, template, 1)
        portal.kill()
        portal.start()

        first, second = send(rosa, page), send(rosa, page)
        portal.kill()
        portal.start()
        third = send(rosa, page)

        assert first.url == second.url == third.url
        assert "/jobs/" in first.url
        assert len(sandbox.outbox(FIRST_NUMBER)) == before + 1

    def test_of_the_api_the_job_is_found(self, rosa, template, sandbox, cable):
        page = upload(rosa, template, 1)
        cable.lose_an_answer(after=CALLS_BEFORE_THE_JOB, then=sandbox.kill)
        unknown = send(rosa, page)
        sandbox.start()

        found = rosa.session.get(rosa.portal.url + link(unknown, "Find out"), timeout=30)

        assert texts(unknown, "h1") == ["We do not know whether your file was sent"]
        assert "/jobs/" in found.url


class TestAnAnswerThatIsLost:
    def test_is_asked_for_again_before_anything_else(self, rosa, template, cable):
        page = upload(rosa, template, 1)
        cable.lose_an_answer(after=CALLS_BEFORE_THE_JOB)

        job = send(rosa, page)

        assert "/jobs/" in job.url


class TestTheSameRecipients:
    def test_are_asked_about_when_another_file_has_them(self, rosa, template):
        send(rosa, upload(rosa, template, 1))

        page = upload(rosa, template, 1)
        refused = send(rosa, page)

        assert "This was sent before" in texts(page, "h2")
        assert errors(refused) == ["This was sent before. Say that you want to send it again"]
