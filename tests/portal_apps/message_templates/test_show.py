"""One template: as it is, as it was, and its end."""

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import a_user, an_id
from tests.pages import first_button, main, of_class, text_of
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import SEES_TEMPLATES, texts


def summary(page):
    [rows] = of_class(page, "email-message-meta")
    return [(text_of(row.find("dt")), text_of(row.find("dd"))) for row in rows]


def links(page):
    return [text_of(link) for link in main(page).iter("a")]


class TestViewTemplate:
    def test_shows_an_email_as_its_recipients_see_it(self, world):
        template = world.template(
            name="Permit",
            subject="Ready: ((ref))",
            content="# Hello\n\nDear ((name))",
            reply_to_text="help@a.gov.uk",
        )

        page = parsed(world.browser().get(f"{world.url}/{template['id']}"))

        assert texts(page, "h1") == ["Permit"]
        assert summary(page) == [
            ("From", world.service["name"]),
            ("Reply to", "help@a.gov.uk"),
            ("To", "((email address))"),
            ("Subject", "Ready: ((ref))"),
        ]
        [body] = of_class(page, "email-message-body")
        assert text_of(body) == "Hello Dear ((name))"

    def test_shows_a_text_message_with_its_sender_and_prefix(self, world):
        template = world.template(template_type="sms", content="Hi ((name))", reply_to_text="PARKING")

        page = parsed(world.browser().get(f"{world.url}/{template['id']}"))

        assert [text_of(one) for one in of_class(page, "sms-message-sender")] == ["From: PARKING"]
        assert [text_of(one) for one in of_class(page, "sms-message-recipient")] == ["To: ((phone number))"]
        assert [text_of(one) for one in of_class(page, "sms-message-wrapper")] == [
            "Parking permits: Hi ((name))"
        ]

    def test_shows_a_letter_in_both_languages(self, world):
        template = world.template(
            template_type="letter",
            subject="English",
            content="Body",
            letter_languages="welsh_then_english",
            letter_welsh_subject="Cymraeg",
            letter_welsh_content="Corff",
        )

        page = parsed(world.browser().get(f"{world.url}/{template['id']}"))

        assert [text_of(one) for one in of_class(page, "letter")] == ["Cymraeg Corff", "English Body"]

    def test_never_lets_content_become_markup(self, world):
        template = world.template(
            name="<b>n</b>",
            subject="<script>s</script>",
            content="<script>c</script> [x](javascript:alert(1))",
        )

        content = world.browser().get(f"{world.url}/{template['id']}").content

        assert b"<script>s" not in content
        assert b"<script>c" not in content
        assert b"<b>n</b>" not in content
        assert b'href="javascript' not in content

    def test_offers_what_the_person_may_do(self, world):
        template = world.template(version=2)
        address = f"{world.url}/{template['id']}"

        assert links(parsed(world.browser().get(address))) == [
            "Templates",
            "Get ready to send",
            "Edit this template",
            "Attach files",
            "See previous versions",
            "Hide personalisation after sending",
            "Delete this template",
        ]
        assert links(parsed(world.browser(SEES_TEMPLATES).get(address))) == [
            "Templates",
            "See previous versions",
        ]

    def test_shows_the_id_and_when_it_was_edited(self, world):
        template = world.template(updated_at="2020-03-05T15:07:00.000000Z", version=2)

        page = parsed(world.browser().get(f"{world.url}/{template['id']}"))

        assert [text_of(one) for one in of_class(page, "template-id")] == [template["id"]]
        assert "Last edited 5 March 2020 at 3:07pm" in text_of(main(page))

    def test_links_to_the_folders_it_is_in(self, world):
        folder = world.folder(name="Winter")
        template = world.template(folder=folder["id"])

        page = parsed(world.browser().get(f"{world.url}/{template['id']}"))

        assert [text_of(one) for one in of_class(page, "folder-heading-folder")] == ["Templates", "Winter"]

    @pytest.mark.parametrize("page", ["", "/versions", "/version/1", "/edit", "/delete"])
    def test_is_refused_where_the_folder_is_hidden(self, world, page):
        folder = world.folder(users_with_permission=[])
        template = world.template(folder=folder["id"])
        world.api.answers("GET", f"{world.path}/template/{template['id']}/version/1", {"data": template})

        assert world.browser().get(f"{world.url}/{template['id']}{page}").status_code == 403

    def test_an_unknown_template_is_not_found(self, world):
        unknown = an_id()
        world.api.answers(
            "GET",
            f"{world.path}/template/{unknown}",
            {"result": "error", "message": "No result found"},
            status=404,
        )

        assert world.browser().get(f"{world.url}/{unknown}").status_code == 404

    def test_a_deleted_template_says_so_and_offers_nothing(self, world):
        template = world.template(archived=True, updated_at="2020-03-05T15:07:00.000000Z")
        browser = world.browser()

        page = parsed(browser.get(f"{world.url}/{template['id']}"))

        assert "This template was deleted 5 March 2020 at 3:07pm." in text_of(main(page))
        assert "Edit this template" not in links(page)
        assert browser.get(f"{world.url}/{template['id']}/edit").status_code == 404
        assert browser.get(f"{world.url}/{template['id']}/delete").status_code == 404

    def test_members_of_the_organisation_may_look(self, world):
        world.service["organisation"] = an_id()
        folder = world.folder(users_with_permission=[])
        template = world.template(folder=folder["id"])
        browser = world.sign_in(a_user(organisations=[world.service["organisation"]]), world.service)

        assert browser.get(f"{world.url}/{template['id']}").status_code == 200

    def test_asks_the_api_only_once_while_nothing_changes(self, world):
        template = world.template()
        browser = world.browser()
        browser.get(f"{world.url}/{template['id']}")
        before = len(world.api.asked)

        browser.get(f"{world.url}/{template['id']}")

        assert len(world.api.asked) == before


class TestDelete:
    def last_used(self, world, template, body, status=200):
        path = f"{world.path}/template-statistics/last-used/{template['id']}"
        world.api.answers("GET", path, body, status=status)

    @pytest.mark.parametrize(
        ("body", "status", "sentence"),
        [
            ({"last_date_used": "2020-03-05T15:07:00.000000Z"}, 200, "was last used 5 March 2020 at 3:07pm"),
            ({"last_date_used": None}, 200, "has not been used, as far as we know"),
            ({"result": "error", "message": "broken"}, 500, "We could not find out when"),
        ],
    )
    def test_asks_first_and_says_when_it_was_last_used(self, world, body, status, sentence):
        template = world.template(name="Permit")
        self.last_used(world, template, body, status)

        page = parsed(world.browser().get(f"{world.url}/{template['id']}/delete"))

        [banner] = of_class(page, "banner-dangerous")
        assert f"Are you sure you want to delete {quoted('Permit')}?" in text_of(banner)
        assert sentence in text_of(banner)
        button = first_button(page)
        assert (text_of(button), button.get("name")) == ("Yes, delete", "delete")
        assert world.api.writes == []

    def test_an_outage_is_not_taken_for_an_answer(self, world):
        template = world.template()
        self.last_used(world, template, {"result": "error", "message": "down"}, 503)

        assert world.browser().get(f"{world.url}/{template['id']}/delete").status_code == 503

    def test_deletes_and_returns_to_the_folder_with_a_message(self, world):
        folder = world.folder()
        template = world.template(name="Permit", folder=folder["id"])
        path = f"{world.path}/template/{template['id']}"
        world.api.answers("POST", path, {"data": template | {"archived": True}})

        response = world.browser().post(f"{world.url}/{template['id']}/delete", {"delete": "y"}, follow=True)

        assert response.redirect_chain == [(f"{world.url}/folders/{folder['id']}", 302)]
        [request] = world.api.asked_to("POST", path)
        assert request.body == {"archived": True, "created_by": world.user["id"]}
        flash = of_class(parsed(response), "banner-default-with-tick")
        assert [text_of(one) for one in flash] == [f"{quoted('Permit')} has been deleted"]

    def test_needs_the_permission(self, world):
        template = world.template()

        response = world.browser(SEES_TEMPLATES).post(f"{world.url}/{template['id']}/delete")

        assert response.status_code == 403
        assert world.api.writes == []


class TestRedact:
    def test_asks_first_and_says_that_it_cannot_be_undone(self, world):
        template = world.template()

        page = parsed(world.browser().get(f"{world.url}/{template['id']}/redact"))

        [banner] = of_class(page, "banner-dangerous")
        assert "You cannot undo this." in text_of(banner)
        assert text_of(first_button(page)) == "Yes, hide personalisation"
        assert world.api.writes == []

    def test_hides_it_and_says_so(self, world):
        template = world.template()
        path = f"{world.path}/template/{template['id']}"
        world.api.mock.add("POST", world.api.address + path, body="null", content_type="text/html")

        response = world.browser().post(f"{world.url}/{template['id']}/redact", {"redact": "y"}, follow=True)

        assert response.redirect_chain == [(f"{world.url}/{template['id']}", 302)]
        [request] = world.api.asked_to("POST", path)
        assert request.body == {"redact_personalisation": True, "created_by": world.user["id"]}
        assert len(of_class(parsed(response), "banner-default-with-tick")) == 1

    def test_what_is_hidden_already_is_said_and_not_asked(self, world):
        template = world.template(redact_personalisation=True)
        browser = world.browser()

        page = parsed(browser.get(f"{world.url}/{template['id']}"))
        question = browser.get(f"{world.url}/{template['id']}/redact")

        assert "Personalisation is hidden once a message is sent." in text_of(main(page))
        assert "Hide personalisation after sending" not in links(page)
        assert question.url == f"{world.url}/{template['id']}"

    def test_needs_the_permission(self, world):
        template = world.template()

        response = world.browser(SEES_TEMPLATES).post(f"{world.url}/{template['id']}/redact")

        assert response.status_code == 403
        assert world.api.writes == []
