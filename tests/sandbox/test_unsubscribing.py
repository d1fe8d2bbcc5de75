"""From the link in an email to a report marked as done; and letters that came back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.sandbox.senders import Sending
from tests.sandbox_process import SandboxProcess

LONDON = ZoneInfo("Europe/London")
DEVELOPMENT_KEY, DEVELOPMENT_SALT = "dev-notify-secret-key", "dev-notify-salt"


@pytest.fixture
def service(services):
    return f"/service/{services['boat_licences']}"


def token_for(address: str) -> str:
    signed = URLSafeTimedSerializer(DEVELOPMENT_KEY, salt=DEVELOPMENT_SALT).dumps(address)
    return str(signed).replace(".", "%2E")


class TestLinkInAnEmail:
    @pytest.fixture
    def council(self, api, services, people):
        return Sending(api, services["council_tax"], people["council_manager"]["id"])

    @pytest.fixture
    def template(self, council):
        return council.template("email", "News", subject="News", has_unsubscribe_link=True)

    def test_leads_to_the_portal_and_works(self, sandbox: SandboxProcess, api, council, template):
        sent = council.send(template, "reader@example.com").json()["id"]
        message = sandbox.outbox("reader@example.com")[0]
        path = message["link"].removeprefix("http://localhost:6012")
        before = api.get(f"{council.path}/unsubscribe-request-statistics").json()
        answer = api.post(path)
        after = api.get(f"{council.path}/unsubscribe-request-statistics").json()

        assert path.startswith(f"/unsubscribe/{sent}/")
        assert message["link"] in message["body"]
        assert answer.json()["message"] == "Unsubscribe successful"
        assert after["unsubscribe_requests_count"] == before.get("unsubscribe_requests_count", 0) + 1

    def test_counts_in_the_next_report(self, sandbox: SandboxProcess, api, council, template):
        council.send(template, "leaver@example.com")
        api.post(sandbox.latest_link("leaver@example.com").removeprefix("http://localhost:6012"))
        waiting = api.get(f"{council.path}/unsubscribe-request-reports-summary").json()[0]
        wanted = {name: waiting[name] for name in ("count", "earliest_timestamp", "latest_timestamp")}
        report = api.post(f"{council.path}/create-unsubscribe-request-report", wanted).json()["report_id"]
        rows = api.get(f"{council.path}/unsubscribe-request-report/{report}").json()["unsubscribe_requests"]

        assert "leaver@example.com" in {row["email_address"] for row in rows}

    def test_is_told_to_programs_as_an_address_of_the_api(self, sandbox: SandboxProcess, council, template):
        sent = council.send(template, "program@example.com").json()["id"]

        client = council.client(council.key("To read links", "normal"))
        address = client.get_notification_by_id(sent)["one_click_unsubscribe_url"]

        link = sandbox.latest_link("program@example.com")
        assert address == link.replace("http://localhost:6012", sandbox.url)

    def test_is_only_in_emails_of_templates_that_have_one(self, sandbox: SandboxProcess, council):
        council.send(council.template("email", "News", subject="News"), "plain@example.com")

        assert sandbox.outbox("plain@example.com")[0]["link"] == ""

    def test_can_be_a_programs_own(self, sandbox: SandboxProcess, council):
        address = "https://news.example.gov.uk/leave/1"
        client = council.client(council.key("For its own links", "normal"))
        sent = client.send_email_notification(
            "own@example.com", council.template("email"), {"name": "Al"}, one_click_unsubscribe_url=address
        )

        assert client.get_notification_by_id(sent["id"])["one_click_unsubscribe_url"] == address
        assert sandbox.latest_link("own@example.com") == address


def days_between(first, last):
    days = [datetime.fromisoformat(text).astimezone(LONDON).date() for text in (first, last)]
    return (days[1] - days[0]).days


class TestLink:
    def test_counts_once(self, api, services):
        path = f"/service/{services['council_tax']}"
        sent = api.get(f"{path}/notifications", template_type="email").json()["notifications"][0]
        link = f"/unsubscribe/{sent['id']}/{token_for(sent['to'])}"
        answers = [api.post(link), api.post(link)]
        waiting = api.get(f"{path}/unsubscribe-request-reports-summary").json()[0]

        assert [answer.json() for answer in answers] == [
            {"result": "success", "message": "Unsubscribe successful"}
        ] * 2
        assert waiting["count"] == 1

    def test_a_bad_one_is_404(self, api, service):
        sent = api.get(f"{service}/notifications").json()["notifications"][0]
        answer = api.post(f"/unsubscribe/{sent['id']}/nonsense")

        assert answer.status_code == 404
        assert answer.json()["message"] == {"unsubscribe request": "This is not a valid unsubscribe link."}

    def test_needs_no_token_of_the_portal(self, sandbox: SandboxProcess, api):
        answer = api.session.post(
            f"{sandbox.url}/unsubscribe/00000000-0000-0000-0000-000000000000/x", timeout=30
        )

        assert answer.status_code == 404


class TestReports:
    def test_from_waiting_to_done(self, api, service):
        waiting = api.get(f"{service}/unsubscribe-request-reports-summary").json()[0]
        wanted = {name: waiting[name] for name in ("count", "earliest_timestamp", "latest_timestamp")}
        report_id = api.post(f"{service}/create-unsubscribe-request-report", wanted).json()["report_id"]
        report = api.get(f"{service}/unsubscribe-request-report/{report_id}").json()
        done = api.post(
            f"{service}/process-unsubscribe-request-report/{report_id}", {"report_has_been_processed": True}
        )
        after = api.get(f"{service}/unsubscribe-request-reports-summary").json()

        assert (waiting["batch_id"], waiting["is_a_batched_report"]) == (None, False)
        assert len(report["unsubscribe_requests"]) == waiting["count"]
        assert report["unsubscribe_requests"][0]["template_name"] == "Quarterly newsletter"
        assert done.status_code == 204
        assert [(row["batch_id"], row["is_a_batched_report"]) for row in after] == [(report_id, True)]
        assert after[0]["processed_by_service_at"] is not None

    def test_are_kept_for_90_days_or_7_more_once_done(self, api, services):
        path = f"/service/{services['council_tax']}"
        sent = api.get(f"{path}/notifications", template_type="email").json()["notifications"][1]
        api.post(f"/unsubscribe/{sent['id']}/{token_for(sent['to'])}")
        waiting = api.get(f"{path}/unsubscribe-request-reports-summary").json()[0]
        wanted = {name: waiting[name] for name in ("count", "earliest_timestamp", "latest_timestamp")}
        report_id = api.post(f"{path}/create-unsubscribe-request-report", wanted).json()["report_id"]
        process = f"{path}/process-unsubscribe-request-report/{report_id}"
        api.post(process, {"report_has_been_processed": True})
        done = api.get(f"{path}/unsubscribe-request-reports-summary").json()[0]

        assert days_between(waiting["latest_timestamp"], waiting["will_be_archived_at"]) == 90
        assert days_between(done["processed_by_service_at"], done["will_be_archived_at"]) == 7

    def test_an_unknown_one_is_refused(self, api, service):
        path = f"{service}/unsubscribe-request-report/00000000-0000-0000-0000-000000000000"

        assert api.get(path).status_code == 400


class TestReturnedLetters:
    def test_a_day_has_as_many_as_the_summary_says(self, api, service):
        day = api.get(f"{service}/returned-letter-summary").json()[0]
        found = api.get(f"{service}/returned-letters", reported_at=day["reported_at"]).json()

        assert len(found["returned_letters"]) == day["returned_letter_count"] > 0
        assert found["orphaned_count"] == 0

    def test_a_reference_has_sixteen_characters(self, api):
        answer = api.post("/letters/returned", {"references": ["LETTERREF2"]})

        assert answer.json() == {
            "status_code": 400,
            "errors": [
                {
                    "error": "ValidationError",
                    "message": "references LETTERREF2 does not match ^[0-9A-Z]{16}$",
                }
            ],
        }

    def test_one_that_is_reported_counts_today_and_once(self, api, service):
        found = api.get(f"{service}/notifications", template_type="letter", status="delivered").json()
        letter = found["notifications"][0]
        before = api.get(f"{service}/returned-letter-statistics").json()["returned_letter_count"]
        for _ in range(2):
            api.post("/letters/returned", {"references": [letter["reference"]]})
        today = api.get(f"{service}/returned-letter-summary").json()[0]["reported_at"]
        rows = api.get(f"{service}/returned-letters", reported_at=today).json()["returned_letters"]

        assert api.get(f"{service}/notifications/{letter['id']}").json()["status"] == "returned-letter"
        assert [row["notification_id"] for row in rows].count(letter["id"]) == 1
        assert api.get(f"{service}/returned-letter-statistics").json()["returned_letter_count"] == before + 1

    def test_unknown_references_are_no_error(self, api):
        answer = api.post("/letters/returned", {"references": ["ABCDEFGH12345678"]})

        assert (answer.status_code, answer.json()) == (200, {"references": ["ABCDEFGH12345678"]})
