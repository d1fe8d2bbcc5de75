"""Letters: writing them in one language or two, their name and whose address stands on them."""

import pytest

from tests.builders import an_error, an_id
from tests.pages import errors, first_button, link, main, of_class, text_of, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import SEES_TEMPLATES, texts

TEXT = {"name": "Notice", "subject": "Your boat", "template_content": "Dear ((name))"}
WELSH = {
    "letter_languages": "welsh_then_english",
    "letter_welsh_subject": "Eich cwch",
    "letter_welsh_content": "Annwyl ((name))",
}


@pytest.fixture
def letter(world):
    return make_letter(world)


@pytest.fixture
def saved(world, letter):
    return saving(world, letter)


def make_letter(world, **facts):
    english = {"letter_languages": "english", "subject": "Your boat", "content": "Dear ((name))"}
    return world.template(**{"template_type": "letter", "name": "Notice", "version": 3} | english | facts)


def saving(world, letter):
    """Saving works; the bodies that were sent."""
    path = f"{world.path}/template/{letter['id']}"
    world.api.answers("POST", path, {"data": letter | {"version": 4}})
    return lambda: [request.body for request in world.api.asked_to("POST", path)]


def address(world, letter, page=""):
    return f"{world.url}/{letter['id']}{page}"


class TestViewLetter:
    def test_offers_what_the_person_may_do(self, world, letter):
        page = parsed(world.browser().get(address(world, letter)))

        assert [text_of(one) for one in of_class(page, "template-edit")[0].iter("a")] == [
            "Edit this template",
            "Change name",
            "Change language",
            "Change sender address",
        ]
        assert link(page, "Hide personalisation after sending") is None

    def test_editing_is_a_button_as_for_other_templates(self, world, letter):
        [edit, *_others] = of_class(
            parsed(world.browser().get(address(world, letter))), "govuk-button--secondary"
        )

        assert (edit.tag, text_of(edit)) == ("a", "Edit this template")

    def test_a_bilingual_one_has_two_texts_to_edit(self, world):
        page = parsed(world.browser().get(address(world, make_letter(world, **WELSH))))

        assert link(page, "Edit Welsh body").endswith("/edit/welsh")
        assert link(page, "Edit English body").endswith("/edit")
        assert [one.get("lang") for one in of_class(page, "letter")] == ["cy", "en"]
        assert [text_of(one) for one in of_class(page, "folder-heading-manage-link")] == ["Change name"]

    def test_others_only_read(self, world, letter):
        page = parsed(world.browser(SEES_TEMPLATES).get(address(world, letter)))

        assert of_class(page, "template-edit") == []


class TestUploadedLetters:
    """One hidden template stands for all of them."""

    def test_offer_nothing_to_change(self, world):
        letter, browser = make_letter(world, is_precompiled_letter=True, content=""), world.browser()

        page = parsed(browser.get(address(world, letter)))
        answers = [browser.post(address(world, letter, f"/{way}")) for way in ("edit", "rename", "delete")]

        assert "This letter was uploaded as a PDF." in text_of(main(page))
        assert of_class(page, "template-edit") == []
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert world.api.writes == []


class TestWriteLetter:
    def test_is_there_at_once_when_chosen_in_the_list(self, world):
        folder, made = world.folder(), an_id()
        world.api.answers("POST", f"{world.path}/template", {"data": {"id": made}}, status=201)
        form = {"operation": "add-new-template", "add_template_by_template_type": "letter"}

        response = world.browser().post(f"{world.url}/folders/{folder['id']}", form)

        assert response.url == f"{world.url}/{made}"
        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert request.body["template_type"] == "letter"
        assert request.body["parent_folder_id"] == folder["id"]
        assert all(request.body[name] for name in ("name", "subject", "content"))

    def test_not_while_letters_are_off(self, world):
        world.service["permissions"] = ["email"]
        form = {"operation": "add-new-template", "add_template_by_template_type": "letter"}

        response = world.browser().post(world.url, form)

        assert response.url == f"{world.url}/action-blocked/letter/templates"
        assert world.api.writes == []

    def test_names_what_is_missing_in_the_order_of_the_boxes(self, world):
        page = parsed(world.browser().post(f"{world.url}/add-letter", {"name": ""}))

        assert texts(page, "h1") == ["New letter template"]
        assert errors(page) == [
            "Enter a template name",
            "Enter the heading of the letter",
            "Enter the message",
        ]
        assert [text_of(one) for one in page.iter("label")] == ["Template name", "Heading", "Message"]

    def test_a_form_of_its_own_adds_one_with_its_text(self, world):
        world.api.answers("POST", f"{world.path}/template", {"data": {"id": an_id()}}, status=201)

        world.browser().post(f"{world.url}/add-letter", TEXT)

        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert (request.body["subject"], request.body["content"]) == ("Your boat", "Dear ((name))")

    def test_the_english_text_is_saved_alone(self, world, letter, saved):
        world.browser().post(address(world, letter, "/edit"), TEXT | {"subject": "Boats", "version": "3"})

        [body] = saved()
        assert body == {
            "name": "Notice",
            "subject": "Boats",
            "content": "Dear ((name))",
            "created_by": world.user["id"],
        }

    @pytest.mark.parametrize(
        ("field", "text", "error"),
        [
            ("subject", "", "Enter the heading of the letter"),
            ("template_content", "((a,b))", "You cannot use a comma in a placeholder: change ((a,b))"),
        ],
    )
    @pytest.mark.parametrize("language", ["english", "welsh"])
    def test_explains_what_is_wrong(self, world, letter, saved, language, field, text, error):
        form = TEXT | {field: text, "version": "3"}

        page = parsed(world.browser().post(address(world, letter, f"/edit/{language}"), form))

        assert errors(page) == [error]
        assert saved() == []

    def test_explains_a_qr_code_that_is_too_long(self, world, letter):
        path = f"{world.path}/template/{letter['id']}"
        world.api.answers("POST", path, an_error({"content": ["qr-code-too-long"]}), status=400)
        form = TEXT | {"template_content": "qr: https://a.gov.uk ((name))", "version": "3"}

        page = parsed(world.browser().post(address(world, letter, "/edit"), form))

        assert errors(page) == ["A QR code cannot hold this much. Make the text that follows qr: shorter"]


class TestWelshText:
    FORM = {"name": "Notice", "subject": "Eich cwch", "template_content": "Annwyl ((name))", "version": "3"}

    def test_makes_the_letter_bilingual(self, world, letter, saved):
        browser = world.browser()
        page = parsed(browser.get(address(world, letter, "/edit/welsh")))
        assert texts(page, "h1") == ["Edit Welsh text of this letter"]
        assert [typed(page, name) for name in ("subject", "template_content")] == [[None], [None]]

        response = browser.post(address(world, letter, "/edit/welsh"), self.FORM)

        assert response.url == address(world, letter)
        assert saved() == [{"name": "Notice", "created_by": world.user["id"]} | WELSH]

    def test_starts_from_what_is_there_and_saves_nothing_unchanged(self, world):
        letter = make_letter(world, **WELSH)
        saved, browser = saving(world, letter), world.browser()
        page = parsed(browser.get(address(world, letter, "/edit/welsh")))

        browser.post(address(world, letter, "/edit/welsh"), self.FORM)

        assert typed(page, "subject") == ["Eich cwch"]
        assert saved() == []

    def test_a_new_placeholder_in_either_language_is_asked_about(self, world, letter, saved):
        world.api.answers("GET", f"{world.path}/api-keys", {"apiKeys": []})
        form = self.FORM | {"template_content": "Annwyl ((enw))"}

        page = parsed(world.browser().post(address(world, letter, "/edit/welsh"), form))

        assert [text_of(one) for one in of_class(page, "placeholder")] == ["((enw))"]
        assert saved() == []

    def test_a_placeholder_that_the_other_language_has_is_not_new(self, world):
        letter = make_letter(world, **WELSH, content="Hello")
        saved = saving(world, letter)

        world.browser().post(address(world, letter, "/edit"), TEXT | {"version": "3"})

        assert len(saved()) == 1

    def test_a_conflict_shows_the_welsh_parts(self, world):
        letter = make_letter(world, **WELSH)
        form = self.FORM | {"template_content": "Annwyl ((name)), dewch", "version": "2"}

        page = parsed(world.browser().post(address(world, letter, "/edit/welsh"), form))

        assert [text_of(one) for one in main(page).iter("ins")] == ["added: , dewch"]
        assert "Welsh text" in text_of(main(page))

    @pytest.mark.parametrize(("template_type", "language"), [("email", "welsh"), ("letter", "french")])
    def test_no_other_languages(self, world, template_type, language):
        template = world.template(template_type=template_type)

        assert world.browser().get(address(world, template, f"/edit/{language}")).status_code == 404


class TestRename:
    def test_saves_the_name_alone(self, world, letter, saved):
        page = parsed(world.browser().get(address(world, letter, "/rename")))

        response = world.browser().post(address(world, letter, "/rename"), {"name": "New notice"})

        assert typed(page, "name") == ["Notice"]
        assert response.url == address(world, letter)
        assert saved() == [{"name": "New notice", "created_by": world.user["id"]}]

    @pytest.mark.parametrize(
        ("name", "error"),
        [
            (" ", "Enter a template name"),
            ("x" * 256, "Template name must be 255 characters or fewer"),
        ],
    )
    def test_explains_what_is_wrong(self, world, letter, saved, name, error):
        page = parsed(world.browser().post(address(world, letter, "/rename"), {"name": name}))

        assert errors(page) == [error]
        assert saved() == []

    def test_notices_another_change(self, world, letter, saved):
        browser = world.browser()
        [started_from] = typed(browser.get(address(world, letter, "/rename")), "started_from")
        world.templates.clear()
        make_letter(world, id=letter["id"], name="Theirs", version=4)

        page = parsed(
            world.browser().post(
                address(world, letter, "/rename"), {"name": "Mine", "started_from": started_from}
            )
        )

        assert errors(page) == [
            "Someone else changed this while the page was open. Your change is not saved yet"
        ]
        assert saved() == []


class TestSender:
    @pytest.fixture
    def contacts(self, world):
        rows = [
            {"id": an_id(), "contact_block": "2 Quay <b>\nB", "is_default": False},
            {"id": an_id(), "contact_block": "1 Hall Road\nA1 1AA", "is_default": True},
        ]
        world.api.answers("GET", f"{world.path}/letter-contact", rows)
        return rows

    def test_lists_blank_and_every_address_with_the_default_marked(self, world, letter, contacts):
        page = parsed(world.browser().get(address(world, letter, "/set-template-sender")))

        radios = [one for one in page.iter("input") if one.get("name") == "sender"]
        assert [one.get("id") for one in radios] == ["sender-0", "sender-1", "sender-2"]
        assert [text_of(one) for one in of_class(page, "govuk-radios__label")] == [
            "Blank",
            "1 Hall Road, A1 1AA (default)",
            "2 Quay <b>, B",
        ]
        assert [one.get("value") for one in radios if one.get("checked") is not None] == ["__NONE__"]

    def test_sets_an_address(self, world, letter, saved, contacts):
        form = {"sender": contacts[0]["id"]}

        response = world.browser().post(address(world, letter, "/set-template-sender"), form)

        assert response.url == address(world, letter)
        assert saved() == [{"reply_to": contacts[0]["id"], "created_by": world.user["id"]}]

    def test_leaves_the_place_blank(self, world, contacts):
        letter = make_letter(world, reply_to=contacts[1]["id"])
        saved = saving(world, letter)

        world.browser().post(address(world, letter, "/set-template-sender"), {"sender": "__NONE__"})

        assert saved() == [{"reply_to": None, "created_by": world.user["id"]}]

    @pytest.mark.parametrize("sender", [an_id(), ""])
    def test_an_address_of_others_is_refused(self, world, letter, saved, contacts, sender):
        page = world.browser().post(address(world, letter, "/set-template-sender"), {"sender": sender})

        assert len(errors(page)) == 1
        assert saved() == []

    def test_one_that_went_meanwhile_is_explained_beside_the_field(self, world, letter, contacts):
        refusal = an_error("letter_contact_id 1 does not exist in database for service id 2")
        world.api.answers("POST", f"{world.path}/template/{letter['id']}", refusal, status=400)
        form = {"sender": contacts[0]["id"]}

        page = world.browser().post(address(world, letter, "/set-template-sender"), form)

        assert errors(page) == ["The address you chose is not there any more. Select another one"]


class TestChangeLanguage:
    def test_welsh_is_there_at_once_with_a_text_to_be_written(self, world, letter, saved):
        form = {"languages": "welsh_then_english"}

        response = world.browser().post(address(world, letter, "/change-language"), form)

        assert response.url == address(world, letter)
        [written] = saved()
        assert written["letter_languages"] == "welsh_then_english"
        assert written["letter_welsh_subject"]
        assert written["letter_welsh_content"]

    def test_what_the_api_refuses_is_said(self, world, letter):
        path = f"{world.path}/template/{letter['id']}"
        world.api.answers("POST", path, an_error("Content has a character count greater than 1"), status=400)
        form = {"languages": "welsh_then_english"}

        page = world.browser().post(address(world, letter, "/change-language"), form)

        assert len(errors(page)) == 1

    def test_the_welsh_text_goes_only_after_a_question(self, world):
        letter = make_letter(world, **WELSH)
        saved, browser = saving(world, letter), world.browser()

        question = browser.post(
            address(world, letter, "/change-language"), {"languages": "english"}, follow=True
        )
        assert (question.status_code, saved()) == (200, [])
        assert text_of(first_button(parsed(question))) == "Yes, delete the Welsh text"
        response = browser.post(address(world, letter, "/change-language/confirm"), {"delete": "y"})

        assert response.url == address(world, letter)
        assert saved() == [
            {
                "letter_languages": "english",
                "letter_welsh_subject": None,
                "letter_welsh_content": None,
                "created_by": world.user["id"],
            }
        ]

    @pytest.mark.parametrize("page", ["/change-language", "/change-language/confirm"])
    def test_nothing_to_change_leads_back(self, world, letter, saved, page):
        response = world.browser().post(address(world, letter, page), {"languages": "english"})

        assert response.url == address(world, letter)
        assert saved() == []

    def test_needs_an_answer(self, world, letter):
        page = world.browser().post(address(world, letter, "/change-language"), {"languages": "x"})

        assert errors(page) == ["Select the languages of the letter"]


class TestOnlyLetters:
    PAGES = ("/rename", "/set-template-sender", "/change-language", "/change-language/confirm")

    @pytest.mark.parametrize("page", PAGES)
    def test_others_have_no_such_page(self, world, page):
        assert world.browser().get(address(world, world.template(), page)).status_code == 404

    @pytest.mark.parametrize("page", [*PAGES, "/edit", "/edit/welsh"])
    def test_letters_that_are_off_are_explained(self, world, letter, page):
        world.service["permissions"] = ["email"]

        response = world.browser().post(address(world, letter, page), TEXT)

        assert response.url.startswith(f"{world.url}/action-blocked/letter/view_template/")
        assert world.api.writes == []

    @pytest.mark.parametrize("page", PAGES)
    def test_a_hidden_folder_hides_them(self, world, page):
        folder = world.folder(users_with_permission=[])
        letter = make_letter(world, folder=folder["id"])

        assert world.browser().get(address(world, letter, page)).status_code == 403
