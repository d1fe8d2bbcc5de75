"""Files that people are sent by e-mail: checked, kept, put into e-mails as links, and handed out to the right people."""

import base64
import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.sandbox.caller import SECRET, TIMEOUT
from tests.sandbox.clock import make_older
from tests.sandbox.senders import Sending, refusal
from tests.sandbox_process import SandboxProcess

KEY = "a-key-of-the-tests"
PDF = b"%PDF-1.7 a form"
VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WEEK = 7 * 24 * 3600
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SUPPORTED = (
    "Supported types are: '.csv', '.doc', '.docx', '.jpeg', '.jpg', '.json', "
    "'.odt', '.pdf', '.png', '.rtf', '.txt', '.xlsx'"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def sandbox(seeded, files):
    environ = {
        "ADMIN_CLIENT_SECRET": SECRET,
        "SANDBOX_DELIVERY_SECONDS": "0",
        "SANDBOX_FILES": str(files),
        "DOCUMENT_DOWNLOAD_API_KEY": KEY,
    }
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def service(api, services, people):
    """Has said how it can be contacted, as a service that sends files must."""
    return Sending(api, services["boat_licences"], people["manager"]["id"])


@pytest.fixture(scope="module")
def other(api, services, people):
    """Has not."""
    return Sending(api, services["harbour_notices"], people["manager"]["id"])


@pytest.fixture
def download(sandbox, service):
    """Asks the service beside the API, with its own key."""

    def post(path, key=KEY, data=PDF, **body):
        return requests.post(
            f"{sandbox.url}/services/{service.id}/{path}",
            json={"document": text_of(data), **body},
            headers={"Authorization": f"Bearer {key}"},
            timeout=TIMEOUT,
        )

    return post


@pytest.fixture
def program(service):
    return service.client(service.key(f"Sends files {uuid.uuid4()}"))


@pytest.fixture
def template(service):
    return service.template("email", "Your form: ((form))", subject="A form")


def text_of(data):
    return base64.b64encode(data).decode()


def get(address, **options):
    return requests.get(address, timeout=TIMEOUT, **options)


def link_in(text):
    return re.search(r"https?://[^\s)]+", text)[0]


def file_link(page):
    return re.search(r'<a href="([^"]+)">Download this', page)[1].replace("&amp;", "&")


def go_on(address):
    """The page behind the button of the first one."""
    button = re.search(r'<a class="govuk-button" href="([^"]+)">Continue</a>', get(address).text)
    return get(button[1].replace("&amp;", "&"))


def confirm(address, email):
    """Types an address into the page that asks for it, as somebody with a browser does."""
    asking = go_on(address).url
    with requests.Session() as browser:
        [token] = TOKEN.findall(browser.get(asking, timeout=TIMEOUT).text)
        values = {"email_address": email, "csrfmiddlewaretoken": token}
        return browser.post(asking, values, timeout=TIMEOUT)


class TestChecks:
    @pytest.mark.parametrize(
        ("data", "body", "mimetype"),
        [
            (PDF, {"filename": "form.pdf"}, "application/pdf"),
            (b"a,b\n1,2", {"filename": "Rows.CSV"}, "text/csv"),
            (PDF, {}, "application/pdf"),
            (b"\x89PNG\r\n", {}, "image/png"),
            (b"a,b\n1,2", {"is_csv": True}, "text/csv"),
            (b"plain words", {}, "text/plain"),
            (b'{"a": 1}', {}, "application/json"),
        ],
    )
    def test_a_file_has_a_kind(self, download, data, body, mimetype):
        answer = download("antivirus-and-mimetype-check", data=data, **body)

        assert (answer.status_code, answer.json()) == (200, {"mimetype": mimetype})

    @pytest.mark.parametrize(
        ("data", "body", "error"),
        [
            (VIRUS, {"filename": "form.txt"}, "File did not pass the virus scan"),
            (b"MZ\x90\x00", {"filename": "run.exe"}, f"Unsupported file type '.exe'. {SUPPORTED}"),
            (b"MZ\x90\x00", {}, f"Unsupported file type 'application/octet-stream'. {SUPPORTED}"),
            (
                PDF,
                {"filename": "form"},
                "`filename` must end with a file extension. For example, filename.csv",
            ),
            (PDF, {"filename": f"{'x' * 97}.pdf"}, "`filename` cannot be longer than 100 characters"),
            (PDF, {"document": "%%%a"}, "Document is not base64 encoded"),
        ],
    )
    def test_some_files_are_refused(self, download, data, body, error):
        answer = download("antivirus-and-mimetype-check", data=data, **body)

        assert (answer.status_code, answer.json()) == (400, {"error": error})

    def test_a_file_has_a_size(self, download):
        answer = download("antivirus-and-mimetype-check", data=b"x" * (2 * 1024 * 1024 + 1))

        assert answer.status_code == 413

    def test_so_has_a_request(self, download):
        answer = download("antivirus-and-mimetype-check", data=b"x" * 9_000_000)

        assert answer.status_code == 413

    def test_no_other_key_will_do(self, download):
        assert download("antivirus-and-mimetype-check", key="another").status_code == 401


class TestKeeping:
    def test_a_kept_file_has_a_page_and_an_address(self, download):
        answer = download("documents", filename="form.pdf")
        document = answer.json()["document"]
        page = go_on(document["url"]).text
        file = get(document["direct_file_url"])

        assert (answer.status_code, document["mimetype"]) == (201, "application/pdf")
        assert file_link(page) == document["direct_file_url"]
        assert file.content == PDF
        assert file.headers["Content-Disposition"] == 'attachment; filename="form.pdf"'

    def test_the_first_page_says_who_sent_it(self, download):
        page = get(download("documents").json()["document"]["url"]).text

        assert "<h1>You have a file to download</h1>" in page
        assert "Boat licences sent you a file." in page
        assert "Download this" not in page

    def test_is_nobodys_page_without_its_key(self, download):
        address = download("documents").json()["document"]["url"]
        page = get(f"{address[:-3]}abc")

        assert (page.status_code, "This file is not available" in page.text) == (404, True)

    def test_a_file_is_there_for_so_many_weeks(self, sandbox, download):
        document = download("documents", retention_period="2 weeks").json()["document"]
        before = get(document["direct_file_url"]).status_code
        make_older(sandbox.database, "document", document["id"], 3 * WEEK, "available_until")

        assert before == 200
        assert get(document["direct_file_url"]).status_code == 410
        assert get(document["url"]).status_code == 410

    @pytest.mark.parametrize("period", ["79 weeks", "0 weeks", "a while"])
    def test_but_not_for_any_time(self, download, period):
        answer = download("documents", retention_period=period)

        assert answer.json()["error"] == "Retention period must be a string of the format '<1-78> weeks'."


class TestWhoMayOpenIt:
    @pytest.fixture
    def document(self, download):
        return download("documents", confirmation_email="Skipper@example.com").json()["document"]

    def test_whoever_says_the_address_it_was_sent_to(self, document):
        asked = go_on(document["url"]).text
        page = confirm(document["url"], " skipper@EXAMPLE.com ").text

        assert "Confirm your email address" in asked
        assert "Download this" not in asked
        assert get(file_link(page)).content == PDF

    def test_not_by_the_address_of_the_last_page(self, document):
        last = document["url"].replace("?", "/download?")

        page = get(last)

        assert "Confirm your email address" in page.text
        assert page.url == go_on(document["url"]).url

    def test_anybody_where_nothing_is_to_be_said(self, download):
        asking = download("documents").json()["document"]["url"].replace("?", "/confirm-email-address?")

        assert "Download this" in get(asking).text

    @pytest.mark.parametrize(
        ("email", "error"),
        [
            ("else@example.com", "This is not the email address the file was sent to"),
            ("", "Enter your email address"),
        ],
    )
    def test_nobody_else(self, document, email, error):
        page = confirm(document["url"], email).text

        assert f'<a href="#id_email_address">{error}</a>' in page
        assert "Download this" not in page

    def test_not_by_the_address_of_the_file_alone(self, document):
        answer = get(document["direct_file_url"], allow_redirects=False)

        assert (answer.status_code, answer.headers["Location"]) == (302, document["url"])


class TestSentByAProgram:
    def test_a_file_becomes_a_link(self, sandbox, service, program, template):
        values = {
            "form": {"file": text_of(PDF), "filename": "form.pdf", "confirm_email_before_download": False}
        }
        sent = program.send_email_notification("reader@example.com", template, values)
        link = link_in(sandbox.outbox("reader@example.com")[0]["body"])
        row = service.notification(sent["id"])

        assert sent["content"]["body"] == f"Your form: {link}"
        assert (row["document_download_count"], row["personalisation"]) == (1, {"form": link})
        assert get(file_link(go_on(link).text)).content == PDF

    def test_only_its_recipient_can_open_it_unless_said_otherwise(self, sandbox, program, template):
        program.send_email_notification("owner@example.com", template, {"form": {"file": text_of(PDF)}})
        link = link_in(sandbox.outbox("owner@example.com")[0]["body"])

        assert "Confirm your email address" in go_on(link).text
        assert "Download this" in confirm(link, "owner@example.com").text

    def test_is_kept_for_26_weeks_unless_said_otherwise(self, sandbox, program, template):
        found = []
        for period in (None, "1 week"):
            file = {"file": text_of(PDF), "confirm_email_before_download": False, "retention_period": period}
            program.send_email_notification("keeper@example.com", template, {"form": file})
            found.append(go_on(link_in(sandbox.outbox("keeper@example.com")[0]["body"])).text)
        days = [datetime.now(UTC) + timedelta(weeks=weeks) for weeks in (26, 1)]

        assert [
            f"available to download until {day:%-d %B %Y}." in page
            for day, page in zip(days, found, strict=True)
        ] == [True, True]

    def test_a_virus_is_not_sent(self, sandbox, program, template):
        file = {"file": text_of(VIRUS), "filename": "form.txt"}
        found = refusal(program.send_email_notification, "ill@example.com", template, {"form": file})

        assert found == (400, "BadRequestError", "File did not pass the virus scan")
        assert sandbox.outbox("ill@example.com") == []

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            (
                {"retention_period": "79 weeks"},
                "Unsupported value for retention_period '79 weeks'. Supported periods are from 1 to 78 weeks.",
            ),
            (
                {"confirm_email_before_download": "yes"},
                "Unsupported value for confirm_email_before_download: yes. Use a boolean true or false value.",
            ),
            ({"filename": "form"}, "`filename` must end with a file extension. For example, filename.csv"),
        ],
    )
    def test_options_are_checked(self, program, template, options, complaint):
        file = {"file": text_of(PDF), **options}
        found = refusal(program.send_email_notification, "a@example.com", template, {"form": file})

        assert found == (400, "ValidationError", f"personalisation {complaint}")

    def test_texts_carry_no_files(self, service, program):
        text = service.template("sms", "Your form: ((form))")
        found = refusal(program.send_sms_notification, "07700900888", text, {"form": {"file": text_of(PDF)}})

        assert found == (400, "BadRequestError", "Can only send a file by email")

    def test_a_service_must_say_how_to_ask_it(self, other):
        client, template = other.client(other.key("Files")), other.template("email", "((form))", subject="A")
        status, _, text = refusal(
            client.send_email_notification, "a@example.com", template, {"form": {"file": text_of(PDF)}}
        )

        assert status == 400
        assert text == (
            "Send files by email has not been set up - add contact details for your service at "
            f"http://localhost:6012/services/{other.id}/service-settings/send-files-by-email"
        )

    def test_nothing_is_kept_for_a_simulated_recipient(self, files, program, template):
        before = len(list(files.rglob("*")))
        sent = program.send_email_notification(
            "simulate-delivered@notifications.service.gov.uk", template, {"form": {"file": text_of(PDF)}}
        )

        assert sent["content"]["body"].endswith("/d/test-document")
        assert len(list(files.rglob("*"))) == before


class TestFilesOfTemplates:
    @pytest.fixture
    def attached(self, api, files, service):
        """An e-mail template with a file, as the portal makes one."""
        template = service.template("email", "Hello ((name)), ((map.pdf))", subject="A map")
        file_id = str(uuid.uuid4())
        path = files / "template_email_files" / service.id
        path.mkdir(parents=True, exist_ok=True)
        (path / file_id).write_bytes(PDF)
        facts = {"content_type": "application/octet-stream", "metadata": {}, "tags": {}}
        (path / f"{file_id}.facts.json").write_text(json.dumps(facts), encoding="utf-8")
        address = f"{service.path}/templates/{template}/template_email_files"
        body = {"id": file_id, "filename": "map.pdf", "created_by_id": service.person_id}
        api.post(address, body).raise_for_status()
        settings = {"link_text": "Map of the harbour", "validate_users_email": True, "pending": False}
        api.post(f"{address}/{file_id}", settings).raise_for_status()
        return template

    def test_are_links_for_their_recipient(self, sandbox, service, attached):
        answer = service.send(attached, "sailor@example.com", name="Al")
        body = sandbox.outbox("sailor@example.com")[0]["body"]
        link = link_in(body)

        assert answer.status_code == 201
        assert body == f"Hello Al, [Map of the harbour]({link})"
        assert get(file_link(confirm(link, "sailor@example.com").text)).content == PDF

    def test_need_no_value_of_a_program(self, sandbox, program, attached):
        described = program.get_template(attached)["personalisation"]
        preview = program.post_template_preview(attached, {"name": "Al"})
        program.send_email_notification("crew@example.com", attached, {"name": "Al"})

        assert described == {"name": {"required": True}}
        assert preview["body"].startswith("Hello Al, ")
        assert "/d/" in sandbox.outbox("crew@example.com")[0]["body"]

    def test_everybody_in_a_job_gets_a_link_of_their_own(self, api, sandbox, files, service, attached):
        upload = str(uuid.uuid4())
        path = files / "recipient_files" / f"service-{service.id}-notify"
        path.mkdir(parents=True, exist_ok=True)
        (path / f"{upload}.csv").write_text("email address,name\none@example.com,A\ntwo@example.com,B\n")
        metadata = {
            "notification_count": "2",
            "template_id": attached,
            "valid": "True",
            "original_file_name": "crew.csv",
        }
        facts = {"content_type": "text/csv", "metadata": metadata, "tags": {}}
        (path / f"{upload}.csv.facts.json").write_text(json.dumps(facts), encoding="utf-8")
        api.post(f"{service.path}/job", {"id": upload, "created_by": service.person_id}).raise_for_status()
        api.get(f"{service.path}/job/{upload}")
        links = [link_in(sandbox.outbox(to)[0]["body"]) for to in ("one@example.com", "two@example.com")]
        keys = {parse_qs(urlsplit(link).query)["key"][0] for link in links}

        assert len(keys) == 2
        assert all("Confirm your email address" in go_on(link).text for link in links)
