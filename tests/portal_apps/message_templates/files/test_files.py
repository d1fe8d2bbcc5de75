"""Files of e-mail templates: added, put into the message, changed, removed."""

import pytest

from portal_apps.message_templates.files import without
from portal_apps.message_templates.wording import quoted
from tests.builders import an_error
from tests.pages import errors, first_button, link, of_class, text_of, texts, tree


def names_of_writes(world):
    return [path.rpartition("/")[2] for _, path in world.api.writes]


class TestTemplatePage:
    def test_offers_to_attach_files(self, world, browser, template, url):
        page = browser.get(f"{world.url}/{template['id']}")

        [offer] = of_class(page, "edit-template-link-attachment")
        assert (text_of(offer), offer.get("href")) == ("Attach files", f"{url}/upload")
        assert texts(page, "span", "email-files-selected-counter") == ["No files added"]

    def test_counts_the_files_there_are_and_links_to_them_in_the_message(
        self, world, browser, template, url, has
    ):
        template["content"] = "Dear ((name))\n\n((Form.pdf))"
        has(filename="form.pdf", link_text="Your form")

        page = browser.get(f"{world.url}/{template['id']}")

        [offer] = of_class(page, "edit-template-link-attachment")
        assert (text_of(offer), offer.get("href")) == ("Manage files", url)
        assert texts(page, "span", "email-files-selected-counter") == ["1 file added"]
        assert texts(page, "span", "placeholder")[-1] == "((name))"
        assert "/d/" in link(page, "Your form")

    def test_offers_files_for_emails_only_to_those_who_write_them(self, world, browser):
        text = world.template(template_type="sms")
        email = world.template()

        assert of_class(browser.get(f"{world.url}/{text['id']}"), "edit-template-link-attachment") == []
        readers = world.browser(["view_activity"])
        assert of_class(readers.get(f"{world.url}/{email['id']}"), "edit-template-link-attachment") == []


class TestList:
    def test_shows_what_recipients_get_and_what_waits(self, browser, url, has):
        file = has(filename="<b>form.pdf", link_text="Your form", pending=True)

        page = browser.get(url)

        assert link(page, "Manage <b>form.pdf") == f"{url}/{file['id']}"
        assert f"Available for 26 weeks, shown as {quoted('Your form')}" in text_of(tree(page))
        assert texts(page, "strong", "govuk-tag") == ["Not in the template yet"]
        assert b"<b>form" not in page.content

    def test_of_a_text_message_or_a_deleted_template_is_not_there(self, world, browser):
        for one in (world.template(template_type="sms"), world.template(archived=True)):
            assert browser.get(f"{world.url}/{one['id']}/files").status_code == 404

    def test_of_a_template_in_a_hidden_folder_is_not_shown(self, world, browser):
        hidden = world.template(folder=world.folder(users_with_permission=[])["id"])

        assert browser.get(f"{world.url}/{hidden['id']}/files").status_code == 403


class TestOneFile:
    def test_that_waits_is_put_into_the_template_by_the_first_button(self, browser, url, has):
        file = has(pending=True)

        page = browser.get(f"{url}/{file['id']}")

        assert texts(page, "h1") == ["form.pdf"]
        assert text_of(first_button(page)) == "Add to template"
        assert [
            "".join(value.itertext()).strip() for value in of_class(page, "govuk-summary-list__value")
        ] == [
            "Not set",
            "26 weeks after sending\n        (about 6 months)",
            "Yes",
        ]

    def test_of_the_template_leads_to_what_recipients_see(self, world, browser, template, url, has):
        template["content"] = "((form.pdf))"
        file = has()

        page = browser.get(f"{url}/{file['id']}")

        assert link(page, "See what recipients see").startswith("/d/")
        assert b"Add to template" not in page.content

    def test_that_was_removed_is_not_found(self, browser, url, has):
        file = has(archived_at="2026-11-01T09:00:00.000000Z")

        assert browser.get(f"{url}/{file['id']}").status_code == 404


class TestMakeLive:
    def test_publishes_the_file_and_then_makes_a_place_for_it(self, world, browser, template, url, path, has):
        file = has(pending=True, link_text="Your form")

        answer = browser.post(f"{url}/{file['id']}/make-live")

        assert answer.url == f"{world.url}/{template['id']}"
        assert names_of_writes(world) == [file["id"], template["id"]]
        [published] = world.api.asked_to("POST", f"{path}/{file['id']}")
        assert published.body == {
            "link_text": "Your form",
            "retention_period": 26,
            "validate_users_email": True,
            "pending": False,
        }
        [written] = world.api.asked_to("POST", f"{world.path}/template/{template['id']}")
        assert written.body["content"] == "Dear ((name))\n\nYour permit is ready.\n\n((form.pdf))"

    def test_leaves_a_message_alone_that_has_a_place_for_it(self, world, browser, template, url, has):
        template["content"] = "Here is ((FORM.PDF))"
        file = has(pending=True)

        browser.post(f"{url}/{file['id']}/make-live")

        assert names_of_writes(world) == [file["id"]]

    def test_twice_is_once(self, world, browser, template, url, has):
        template["content"] = "Here is ((form.pdf))"
        file = has()

        browser.post(f"{url}/{file['id']}/make-live")

        assert world.api.writes == []

    def test_says_what_the_api_refuses(self, world, browser, template, url, has):
        file = has(pending=True)
        refusal = an_error({"content": ["Content has too many characters"]})
        world.api.answers("POST", f"{world.path}/template/{template['id']}", refusal, status=400)

        page = browser.post(f"{url}/{file['id']}/make-live", follow=True)

        assert texts(page, "h1") == ["form.pdf"]
        assert "Content has too many characters" in text_of(of_class(page, "banner-dangerous")[0])


class TestRemove:
    def test_asks_first(self, world, browser, url, has):
        file = has()

        page = browser.get(f"{url}/{file['id']}?remove=yes")

        assert text_of(first_button(page)) == "Yes, remove this file"
        assert (
            link(browser.get(f"{url}/{file['id']}"), "Remove this file") == f"{url}/{file['id']}?remove=yes"
        )
        assert world.api.writes == []

    def test_takes_the_file_and_its_place_out_of_the_template_in_one_go(
        self, world, browser, template, url, has
    ):
        template["content"] = "Dear ((name))\n\n((form.pdf))\n\nYours"
        file = has()

        page = browser.post(f"{url}/{file['id']}", follow=True)

        assert texts(page, "h1") == [template["name"]]
        [banner] = of_class(page, "banner-default-with-tick")
        assert (banner.get("class"), text_of(banner)) == (
            "banner-default-with-tick",
            f"{quoted('form.pdf')} has been removed",
        )
        [asked] = world.api.asked_to("POST", f"{world.path}/template/{template['id']}")
        assert asked.body["archive_email_file_ids"] == [file["id"]]
        assert asked.body["content"] == "Dear ((name))\n\nYours"

    def test_leaves_no_message_empty(self, world, browser, template, url, has):
        template["content"] = "((form.pdf))"
        file = has()

        page = browser.post(f"{url}/{file['id']}", follow=True)

        assert "This file is all that the message says" in text_of(of_class(page, "banner-dangerous")[0])
        assert world.api.writes == []


class TestWithout:
    @pytest.mark.parametrize(
        ("content", "left"),
        [
            ("Dear A\n\n((form.pdf))", "Dear A"),
            ("((Form.pdf))\n\nDear A", "Dear A"),
            ("Dear A\n\n((form.pdf))\n\n((map.pdf))\n\nYours", "Dear A\n\n((map.pdf))\n\nYours"),
            ("See ((form.pdf)), please", "See , please"),
            ("Nothing (of it)", "Nothing (of it)"),
            ("((form.pdf))\n\n((form.pdf))", ""),
        ],
    )
    def test_takes_the_paragraph_that_was_nothing_else(self, content, left):
        assert without(content, "form.pdf") == left


class TestSettings:
    def test_each_is_saved_with_the_others_as_they_are(self, world, browser, url, path, has):
        file = has(link_text="Your form", retention_period=4)
        forms = {
            "change-link-text": {"link_text": "The form"},
            "change-data-retention": {"retention_period": "78"},
            "change-email-validation": {"enabled": "False"},
        }

        answers = [browser.post(f"{url}/{file['id']}/{page}", form) for page, form in forms.items()]

        assert {answer.url for answer in answers} == {f"{url}/{file['id']}"}
        now = {
            "link_text": "Your form",
            "retention_period": 4,
            "validate_users_email": True,
            "pending": False,
        }
        assert [asked.body for asked in world.api.asked_to("POST", f"{path}/{file['id']}")] == [
            now | {"link_text": "The form"},
            now | {"retention_period": 78},
            now | {"validate_users_email": False},
        ]

    @pytest.mark.parametrize(
        ("page", "form", "message"),
        [
            (
                "change-link-text",
                {"link_text": "Form [1]"},
                "Link text cannot include square or double brackets",
            ),
            (
                "change-link-text",
                {"link_text": "((name))"},
                "Link text cannot include square or double brackets",
            ),
            ("change-link-text", {"link_text": "x" * 256}, "Link text must be 255 characters or fewer"),
            ("change-data-retention", {"retention_period": "79"}, "Number of weeks must be between 1 and 78"),
            ("change-data-retention", {"retention_period": "0"}, "Number of weeks must be between 1 and 78"),
            ("change-data-retention", {"retention_period": ""}, "Enter a number of weeks"),
            ("change-email-validation", {}, "Select yes or no"),
        ],
    )
    def test_say_what_is_wrong_and_save_nothing(self, world, browser, url, has, page, form, message):
        file = has()

        answer = browser.post(f"{url}/{file['id']}/{page}", {"started_from": "", **form})

        assert errors(answer) == [message]
        assert world.api.writes == []

    def test_of_somebody_else_are_not_overwritten_unasked(self, world, browser, url, path, has):
        file = has(link_text="Theirs")

        page = browser.post(
            f"{url}/{file['id']}/change-link-text", {"link_text": "Mine", "started_from": "another"}
        )

        assert "Someone else changed this" in errors(page)[0]
        assert world.api.writes == []


class TestEditing:
    EMAIL = {"name": "Permit", "subject": "Your permit", "template_content": "Dear ((name))"}

    def test_gives_a_file_its_place_back_without_a_question(self, world, browser, template, has):
        has()
        content = f"{template['content']}\n\n((form.pdf))"
        form = self.EMAIL | {"subject": template["subject"], "template_content": content}

        answer = browser.post(f"{world.url}/{template['id']}/edit", form)

        assert answer.url == f"{world.url}/{template['id']}"

    def test_puts_no_file_into_the_subject(self, world, browser, template, has):
        has()

        page = browser.post(
            f"{world.url}/{template['id']}/edit", self.EMAIL | {"subject": "Your ((Form.pdf))"}
        )

        assert errors(page) == ["The subject cannot include Form.pdf: only the message can have a file"]
        assert world.api.writes == []
