"""What was sent, to keep: as a file, or as a report where there is too much for one."""

import pytest

from tests.builders import a_member, a_notification, an_id
from tests.pages import first_button, link, text_of, texts

DOWNLOAD = "Download these messages as a CSV file"


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/notifications"


class TestKeeping:
    def test_leads_to_a_file_of_the_same_messages(self, browser, url, service, knows_messages):
        knows_messages(a_notification(service))

        page = browser.get(f"{url}/sms?status=failed")

        address = f"/services/{service['id']}/download-notifications.csv?message_type=sms&status=failed"
        assert link(page, DOWNLOAD) == address

    def test_is_for_those_who_may_see_everything(self, sign_in, url, service, knows_messages):
        knows_messages(a_notification(service))

        page = sign_in(a_member(service, ["send_emails", "send_texts", "send_letters"]), service).get(url)

        assert link(page, DOWNLOAD) is None

    def test_what_is_too_long_for_a_file_is_a_report(self, api, browser, url, path, service, knows_messages):
        knows_messages(a_notification(service), failed=250_001)
        report_id = an_id()
        api.answers("POST", f"{path}/report-request", {"data": {"id": report_id}}, status=201)

        page = browser.get(f"{url}/email?status=failed")
        answer = browser.post(f"{url}/email?status=failed", {"report_type": "notifications_report"})

        assert link(page, DOWNLOAD) is None
        assert text_of(first_button(page)) == "Request a report"
        assert answer["Location"] == f"/services/{service['id']}/download-report/{report_id}"
        asked = api.asked_to("POST", f"{path}/report-request")[0].body
        assert (asked["notification_type"], asked["notification_status"]) == ("email", "failed")

    def test_a_few_of_very_many_messages_are_a_file(self, browser, url, service, knows_messages):
        knows_messages(a_notification(service), count=3_500_000)

        page = browser.get(f"{url}/email?status=failed")

        assert link(page, DOWNLOAD)

    def test_what_is_too_long_for_a_report_is_none(self, browser, url, service, knows_messages):
        knows_messages(a_notification(service), count=800_001)

        page = browser.get(f"{url}/email")

        assert link(page, DOWNLOAD) is None
        assert b"Request a report" not in page.content
        assert any(
            "more messages than one report holds, which is 800,000" in text for text in texts(page, "p")
        )

    def test_of_all_channels_there_is_no_report(self, api, browser, url, path, service, knows_messages):
        knows_messages(a_notification(service), count=250_001)

        page = browser.get(url)

        assert any("Choose one kind of message" in text for text in texts(page, "p"))
        assert browser.post(url, {"report_type": "notifications_report"}).status_code == 404
        assert not api.asked_to("POST", f"{path}/report-request")

    def test_nobody_else_gets_a_report(self, api, sign_in, url, path, service, knows_messages):
        knows_messages(a_notification(service))

        browser = sign_in(a_member(service, ["manage_templates"]), service)

        assert browser.post(f"{url}/email", {"report_type": "x"}).status_code == 403
        assert not api.asked_to("POST", f"{path}/report-request")
