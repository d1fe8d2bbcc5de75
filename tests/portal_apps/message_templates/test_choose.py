"""The list of templates and folders."""

import pytest

from portal_apps.message_templates import searching
from portal_apps.message_templates.wording import quoted
from tests.builders import a_user, an_error, an_id
from tests.pages import first_button, main, of_class, text_of
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import SEES_TEMPLATES, texts

HALF_OF_WHAT_SIXTY_WEIGHED = 88_000  # bytes


def names(page):
    """What the list container links to: `a > span` inside the div whose id has template-list in it."""
    container = next(one for one in page.iter("div") if "template-list" in one.get("id", ""))
    return [text_of(span) for link in container.iter("a") for span in link.findall("span")]


class TestTheList:
    def test_shows_folders_then_templates_with_what_they_are(self, world):
        world.template(name="Zinc", template_type="sms")
        world.template(name="Alpha")
        world.folder(name="Winter")

        page = parsed(world.browser().get(world.url))

        assert names(page) == ["Winter", "Alpha", "Zinc"]
        hints = [text_of(one) for one in of_class(page, "template-list__hint")]
        assert hints == ["Empty", "Email template", "Text message template"]

    def test_labels_each_checkbox_with_exactly_the_name(self, world):
        template = world.template(name="Alpha")

        page = parsed(world.browser().get(world.url))

        assert [text_of(one) for one in of_class(page, "template-list-item-label")] == ["Alpha"]
        boxes = [one for one in page.iter("input") if one.get("name") == "templates_and_folders"]
        assert [one.get("value") for one in boxes] == [template["id"]]

    def test_has_one_heading_that_the_title_repeats(self, world):
        page = parsed(world.browser().get(world.url))

        assert texts(page, "h1") == ["Templates"]
        assert texts(page, "title")[0].startswith("Templates \u2013 ")

    @pytest.mark.parametrize("form", ["", "/all"])
    def test_a_folder_has_the_way_to_it_and_its_name_as_heading(self, world, form):
        winter = world.folder(name="Winter")
        letters = world.folder(name="Letters", parent_id=winter["id"])
        world.template(name="Alpha", folder=letters["id"])

        page = parsed(world.browser().get(f"{world.url}{form}/folders/{letters['id']}"))

        assert texts(page, "h1") == ["Letters"]
        links = [(text_of(one), one.get("href")) for one in of_class(page, "folder-heading-folder")]
        assert links == [("Templates", world.url), ("Winter", f"{world.url}/folders/{winter['id']}")]
        assert [one.get("href") for one in of_class(page, "folder-heading-manage-link")] == [
            f"{world.url}/folders/{letters['id']}/manage"
        ]

    def test_escapes_names(self, world):
        world.template(name="<script>alert(1)</script>")
        world.folder(name='"><img src=x onerror=alert(2)>')

        response = world.browser().get(world.url)

        assert b"<script>alert" not in response.content
        assert b"<img src=x" not in response.content
        assert names(parsed(response)) == ['"><img src=x onerror=alert(2)>', "<script>alert(1)</script>"]

    def test_hides_templates_of_channels_that_are_off(self, world):
        world.service["permissions"] = ["email"]
        world.template(name="Mail")
        world.template(name="Text", template_type="sms")

        assert names(parsed(world.browser().get(world.url))) == ["Mail"]

    def test_sixty_templates_are_half_as_heavy_as_they_were(self, world):
        for number in range(60):
            world.template(name=f"Reminder number {number} of the season")

        assert len(world.browser().get(world.url).content) <= HALF_OF_WHAT_SIXTY_WEIGHED

    def test_asks_the_api_only_once_while_nothing_changes(self, world):
        world.template(name="Alpha")
        browser = world.browser()
        browser.get(world.url)
        before = len(world.api.asked)

        browser.get(world.url)

        assert len(world.api.asked) == before


class TestTypesOfTemplate:
    def test_offers_the_types_there_are(self, world):
        world.template()
        world.template(template_type="sms")

        page = parsed(world.browser().get(world.url))

        assert [text_of(one) for one in of_class(page, "pill__link")] == ["All", "Email", "Text message"]

    def test_offers_none_where_there_is_only_one(self, world):
        world.template()

        assert of_class(parsed(world.browser().get(world.url)), "pill__link") == []

    def test_shows_one_type_and_the_folders_on_the_way(self, world):
        winter, empty = world.folder(name="Winter"), world.folder(name="Empty")
        world.template(name="Mail", folder=empty["id"])
        world.template(name="Text", template_type="sms", folder=winter["id"])
        browser = world.browser()

        assert names(parsed(browser.get(f"{world.url}/sms"))) == ["Winter"]
        assert names(parsed(browser.get(f"{world.url}/sms/folders/{winter['id']}"))) == ["Text"]

    def test_knows_no_other_type(self, world):
        assert world.browser().get(f"{world.url}/fax").status_code == 404


class TestSearch:
    def test_finds_below_the_folder_and_says_where_and_how_many(self, world):
        winter = world.folder(name="Winter")
        deep = world.folder(name="Deep", parent_id=winter["id"])
        world.template(name="Parking fine", folder=deep["id"])
        world.template(name="Other", folder=deep["id"])

        page = parsed(world.browser().get(f"{world.url}?search=PARK"))

        assert names(page) == ["Parking fine"]
        assert (
            text_of(of_class(page, "template-list__hint")[0])
            == "Email template, in Templates / Winter / Deep"
        )
        announced = [text_of(one) for one in main(page).iter() if one.get("role") == "status"]
        assert announced == [f"1 result for {quoted('PARK')}. Clear the search"]

    def test_does_not_find_what_is_hidden(self, world):
        hidden = world.folder(users_with_permission=[])
        template = world.template(name="Secret", folder=hidden["id"])

        page = parsed(world.browser().get(f"{world.url}?search={template['id']}"))

        assert names(page) == []

    def test_shows_what_was_typed_as_text(self, world):
        world.template()

        response = world.browser().get(f"{world.url}?search=%22%3E%3Cscript%3Ex%3C/script%3E")

        assert b"<script>x" not in response.content


class TestSearchInTexts:
    def test_finds_words_across_lines_and_shows_them_where_they_stand(self, world):
        content = "Dear ((name))\n\nYour parking <b>permit\nis ready</b> for you to collect at the town hall, any day of the week."
        world.template(name="Collect", content=content)
        world.template(name="Other", content="Nothing")

        response = world.browser().get(f"{world.url}?search=permit+is")

        assert names(parsed(response)) == ["Collect"]
        assert b"<b>permit" not in response.content
        assert text_of(of_class(parsed(response), "template-list__hint")[0]) == (
            "Email template, in Templates"
            "Says: …Dear ((name)) Your parking <b>permit is ready</b> for you to collect at the town hall, an…"
        )

    def test_finds_words_of_the_subject_and_of_the_welsh_text(self, world):
        welsh = {"letter_languages": "welsh_then_english", "letter_welsh_content": "Eich trwydded"}
        world.template(name="A", subject="Your Licence")
        world.template(name="B", subject="x", template_type="letter", letter_welsh_subject="", **welsh)
        browser = world.browser()

        assert names(parsed(browser.get(f"{world.url}?search=your+licence"))) == ["A"]
        assert names(parsed(browser.get(f"{world.url}?search=TRWYDDED"))) == ["B"]

    def test_keeps_the_order_of_the_pages_and_the_folder(self, world):
        winter = world.folder(name="Winter")
        world.template(name="In text", content="grit", folder=winter["id"])
        world.template(name="Also in text", content="grit")
        world.template(name="Grit in name", content="x")
        browser = world.browser()

        everywhere = parsed(browser.get(f"{world.url}?search=grit"))
        inside = parsed(browser.get(f"{world.url}/folders/{winter['id']}?search=grit"))

        assert names(everywhere) == ["In text", "Also in text", "Grit in name"]
        assert names(inside) == ["In text"]

    def test_reads_no_text_that_is_hidden_from_the_person(self, world):
        hidden = world.folder(users_with_permission=[])
        secret = world.template(content="Secret words", folder=hidden["id"])

        page = parsed(world.browser().get(f"{world.url}?search=secret"))

        assert names(page) == []
        assert world.api.asked_to("GET", f"{world.path}/template/{secret['id']}") == []

    def test_asks_the_api_for_each_text_once(self, world):
        world.template(content="One")
        world.template(content="Two")
        browser = world.browser()
        browser.get(f"{world.url}?search=one")
        before = len(world.api.asked)

        browser.get(f"{world.url}?search=two")

        assert len(world.api.asked) == before

    def test_reads_only_so_many_and_says_so(self, world, monkeypatch):
        monkeypatch.setattr(searching, "MOST_TEXTS", 1)
        world.template(name="A", content="grit")
        world.template(name="B", content="grit")

        page = parsed(world.browser().get(f"{world.url}?search=grit"))

        assert names(page) == ["A"]
        assert "Of 1 template only the name was searched" in text_of(main(page))

    @pytest.mark.parametrize(("status", "unread"), [(404, False), (500, True), (503, True)])
    def test_a_text_that_cannot_be_read_is_no_reason_to_show_nothing(self, world, status, unread):
        gone = world.template(name="Gone")
        world.template(name="There", content="grit")
        path = f"{world.path}/template/{gone['id']}"
        world.api.answers("GET", path, an_error("No"), status=status)

        page = parsed(world.browser().get(f"{world.url}?search=grit"))

        assert names(page) == ["There"]
        assert ("Of 1 template only the name was searched" in text_of(main(page))) == unread


class TestExcerpt:
    @pytest.mark.parametrize(
        ("text", "words", "excerpt"),
        [
            ("Pay by Friday", "BY", "Pay by Friday"),
            ("Pay\r\n  by Friday", "pay by", "Pay by Friday"),
            ("Pay by Friday", "a.c", ""),
            ("Pay by Friday", " ", ""),
            ("a" * 40 + "(" + "b" * 60, "(", "…" + "a" * 30 + "(" + "b" * 50 + "…"),
        ],
    )
    def test_is_what_stands_around_the_words(self, text, words, excerpt):
        assert searching.excerpt_of(text, words) == excerpt


class TestWhoSees:
    def test_a_member_sees_only_folders_given_to_them(self, world):
        world.folder(name="Mine")
        hidden = world.folder(name="Hidden", users_with_permission=[an_id()])
        world.template(name="Secret", folder=hidden["id"])
        browser = world.browser()

        assert names(parsed(browser.get(world.url))) == ["Mine"]
        assert browser.get(f"{world.url}/folders/{hidden['id']}").status_code == 403

    def test_a_folder_inside_hidden_ones_has_their_names_before_its_own(self, world):
        top = world.folder(name="Top <b>")
        hidden = world.folder(name="Hidden <b>", parent_id=top["id"], users_with_permission=[an_id()])
        world.folder(name="Deep", parent_id=hidden["id"])

        browser = world.browser()
        page = parsed(browser.get(f"{world.url}/folders/{top['id']}"))

        assert names(parsed(browser.get(world.url))) == ["Top <b>"]
        assert names(page) == ["Hidden <b> Deep"]
        assert [text_of(one) for one in of_class(page, "template-list-item-label")] == ["Hidden <b> / Deep"]

    def test_members_of_the_organisation_see_everything_and_change_nothing(self, world):
        world.service["organisation"] = an_id()
        world.folder(name="Hidden", users_with_permission=[])
        browser = world.sign_in(a_user(organisations=[world.service["organisation"]]), world.service)

        page = parsed(browser.get(world.url))

        assert names(page) == ["Hidden"]
        assert [one for one in main(page).iter("input") if one.get("type") == "checkbox"] == []
        assert browser.post(world.url, {"operation": "add-new-folder"}).status_code == 403

    def test_strangers_are_refused(self, world):
        browser = world.sign_in(a_user(), world.service)

        assert browser.get(world.url).status_code == 403

    def test_platform_admins_see_and_change_everything(self, world):
        world.folder(name="Hidden", users_with_permission=[])
        browser = world.sign_in(a_user(platform_admin=True), world.service)

        page = parsed(browser.get(world.url))

        assert names(page) == ["Hidden"]
        assert text_of(first_button(page)) == "Continue"

    def test_members_without_manage_templates_cannot_post(self, world):
        browser = world.browser(SEES_TEMPLATES)

        response = browser.post(world.url, {"operation": "add-new-folder", "add_new_folder_name": "New"})

        assert response.status_code == 403
        assert world.api.writes == []

    def test_an_unknown_folder_is_not_found(self, world):
        assert world.browser().get(f"{world.url}/folders/{an_id()}").status_code == 404
