"""One letter: its file, and stopping it."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from portal_apps.activity.printing import printed_at
from tests.builders import a_notification, a_template, an_error
from tests.pages import first_button, link, of_class, text_of, texts

CANCEL = "Cancel sending this letter"


def ago(**times):
    return (datetime.now(tz=UTC) - timedelta(**times)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@pytest.fixture
def knows(api, service):
    """Let the API know a letter; the address of its page."""

    def letter(**facts):
        template = a_template(service, template_type="letter", subject="Hi")
        made = a_notification(
            service, template, **{"status": "created", "created_at": ago(seconds=1), **facts}
        )
        api.answers("GET", f"/service/{service['id']}/notifications/{made['id']}", made)
        return made["id"], f"/services/{service['id']}/notification/{made['id']}"

    return letter


class TestPrinting:
    @pytest.mark.parametrize(
        ("made", "printed"),
        [
            ("2026-11-05T17:29:59.000000Z", "2026-11-05T17:30:00+00:00"),
            ("2026-11-05T17:30:00.000000Z", "2026-11-06T17:30:00+00:00"),
            ("2026-07-05T16:29:59.000000Z", "2026-07-05T17:30:00+01:00"),
            ("2026-07-05T23:30:00.000000Z", "2026-07-06T17:30:00+01:00"),
        ],
    )
    def test_is_at_half_past_five_in_london(self, made, printed):
        assert printed_at(made).isoformat() == printed


class TestCancelling:
    def test_is_offered_until_the_letter_is_printed(self, browser, knows):
        _, waiting = knows()
        _, printed = knows(created_at=ago(days=2))
        _, sent = knows(status="sending")

        page = browser.get(waiting)

        assert link(page, CANCEL) == f"{waiting}/cancel"
        assert any(text.startswith("Printing starts ") for text in texts(page, "p"))
        assert [link(browser.get(address), CANCEL) for address in (printed, sent)] == [None, None]

    def test_asks_first(self, api, browser, knows):
        _, address = knows()

        page = browser.get(f"{address}/cancel")

        assert text_of(first_button(page)) == "Yes, cancel"
        assert not api.writes

    def test_asks_nothing_when_it_is_too_late(self, browser, knows):
        _, address = knows(status="sending")

        assert not of_class(browser.get(f"{address}/cancel"), "banner-dangerous")

    def test_cancels_it(self, api, browser, service, knows):
        letter_id, address = knows()
        api.answers("POST", f"/service/{service['id']}/notifications/{letter_id}/cancel", {})

        page = browser.post(f"{address}/cancel", {"cancel": "y"}, follow=True)

        assert page.redirect_chain == [(address, 302)]
        assert text_of(of_class(page, "banner-default-with-tick")[0]).startswith("The letter is cancelled")

    def test_says_that_it_was_too_late(self, api, browser, service, knows):
        letter_id, address = knows()
        path = f"/service/{service['id']}/notifications/{letter_id}/cancel"
        api.answers("POST", path, an_error("We could not cancel this letter."), status=400)

        page = browser.post(f"{address}/cancel", follow=True)

        assert "on its way to the printer" in text_of(of_class(page, "banner-dangerous")[0])

    @pytest.mark.parametrize(
        ("status", "banner"), [("cancelled", "banner-default-with-tick"), ("created", "banner-dangerous")]
    )
    def test_finds_out_what_happened_when_there_is_no_answer(
        self, api, browser, service, knows, status, banner
    ):
        letter_id, address = knows(status=status)
        api.breaks_after_taking("POST", f"/service/{service['id']}/notifications/{letter_id}/cancel")

        page = browser.post(f"{address}/cancel", follow=True)

        assert len(of_class(page, banner)) == 1

    def test_is_for_letters_only(self, api, browser, service):
        email = a_notification(service)
        api.answers("GET", f"/service/{service['id']}/notifications/{email['id']}", email)
        address = f"/services/{service['id']}/notification/{email['id']}"

        assert browser.post(f"{address}/cancel").status_code == 404
        assert not api.writes


class TestFile:
    @pytest.mark.parametrize(
        ("kind", "content_type", "disposition"),
        [
            ("pdf", "application/pdf", 'attachment; filename="{}.pdf"'),
            ("png", "image/png", 'inline; filename="{}.png"'),
        ],
    )
    def test_is_what_the_api_draws(self, api, browser, service, knows, kind, content_type, disposition):
        letter_id, address = knows()
        content = base64.b64encode(b"drawn").decode()
        path = f"/service/{service['id']}/template/preview/{letter_id}/{kind}"
        api.answers("GET", path, {"content": content, "metadata": {}})

        answer = browser.get(f"{address}.{kind}?page=2")

        assert answer.content == b"drawn"
        assert answer["Content-Type"] == content_type
        assert answer["Content-Disposition"] == disposition.format(letter_id)
        assert api.asked_to("GET", path)[0].query == ({"page": ["2"]} if kind == "png" else {})

    def test_has_no_page_that_is_not_there(self, api, browser, service, knows):
        letter_id, address = knows()
        path = f"/service/{service['id']}/template/preview/{letter_id}/png"
        api.answers("GET", path, an_error("no such page"), status=400)

        assert browser.get(f"{address}.png?page=9").status_code == 404
        assert browser.get(f"{address}.png?page=x").status_code == 404

    def test_is_linked_from_the_letter(self, browser, knows):
        _, address = knows()

        assert link(browser.get(address), "Download as a PDF") == f"{address}.pdf"
