"""What the pages of reply-to addresses, text message senders and letter contacts have in common."""

from typing import NamedTuple

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import an_error, an_id
from tests.pages import errors, first_button, link, main, of_class, text_of, texts, typed
from tests.portal_apps.service_settings.conftest import a_sender


class Kind(NamedTuple):
    list_page: str
    path: str  # of one, in the portal and in the API
    field: str  # in the API
    form_field: str
    other: str
    mine: str


KINDS = {
    "reply-to": Kind(
        "email-reply-to",
        "email-reply-to",
        "email_address",
        "email_address",
        "other@a.gov.uk",
        "mine@a.gov.uk",
    ),
    "sms sender": Kind("sms-sender", "sms-sender", "sms_sender", "sms_sender", "OTHER", "MINE"),
    "letter contact": Kind(
        "letter-contacts",
        "letter-contact",
        "contact_block",
        "letter_contact_block",
        "Town Hall",
        "Market Place",
    ),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def pair(world, kind):
    """Two of the kind, the first of them the default."""
    rows = [
        a_sender(**{kind.field: "MAIN <b>", "inbound_number_id": None}),
        a_sender(**{kind.field: kind.other, "is_default": False, "inbound_number_id": None}),
    ]
    world.has(kind.path, *rows)
    for row in rows:
        world.api.answers("POST", f"{world.path}/{kind.path}/{row['id']}/archive", {"data": row})
        world.api.answers("POST", f"{world.path}/{kind.path}/{row['id']}", {"data": row})
    return rows


def list_url(world, kind):
    return f"{world.url}/{kind.list_page}"


def url(world, kind, sender, page):
    return f"{world.url}/{kind.path}/{sender['id']}/{page}"


def values(page):
    """What the rows of the list say besides their ids and links."""
    rows = of_class(main(page), "sender-list__item")
    said = [
        " ".join([*texts(row, "strong", "sender-list__value"), *texts(row, "span", "sender-list__mark")])
        for row in rows
    ]
    return [text for text in said if text != "Blank"]


class TestList:
    def test_marks_the_default_behind_its_value_and_names_the_ids(self, world, kind, pair):
        page = world.browser().get(list_url(world, kind))

        assert values(page) == ["MAIN <b> (default)", kind.other]
        assert b"MAIN <b>" not in page.content
        assert [text_of(code) for code in main(page).iter("code")] == [row["id"] for row in pair]
        assert link(page, f"Change {kind.other}") == url(world, kind, pair[1], "edit")

    def test_says_things_in_the_order_in_which_browser_suites_read_them(self, world, kind, pair):
        page = world.browser().get(list_url(world, kind))

        last = of_class(main(page), "sender-list__item")[-1]
        assert text_of(last) == f"{kind.other} Change {kind.other}ID {pair[1]['id']}"
        assert (" \N{EN SPACE} <span" in page.content.decode()) == (kind.path == "sms-sender")

    def test_needs_no_ids_for_one(self, world, kind, pair):
        world.has(kind.path, pair[0])

        page = world.browser().get(list_url(world, kind))

        assert list(main(page).iter("code")) == []

    def test_may_be_empty(self, world, kind):
        page = world.browser().get(list_url(world, kind))

        assert values(page) in ([], ["Blank (default)"])
        assert [one.get("href") for one in of_class(page, "govuk-button")] == [f"{world.url}/{kind.path}/add"]

    @pytest.mark.usefixtures("pair")
    def test_people_who_only_manage_keys_see_it_and_change_nothing(self, world, kind):
        page = world.browser(["manage_api_keys"]).get(list_url(world, kind))

        assert values(page)[1:] == [kind.other]
        assert of_class(page, "sender-list__link") == []
        assert of_class(main(page), "govuk-button") == []


class TestEdit:
    def test_shows_what_is_there(self, world, kind, pair):
        page = world.browser().get(url(world, kind, pair[1], "edit"))

        assert typed(page, kind.form_field) == [kind.other]
        assert text_of(first_button(page)) == "Save"

    def test_the_default_stays_it(self, world, kind, pair):
        page = world.browser().get(url(world, kind, pair[0], "edit"))

        assert typed(page, "is_default") == []

    def test_of_another_service_is_not_found(self, world, kind):
        world.api.answers(
            "GET", f"{world.path}/{kind.path}/{(other := an_id())}", an_error("No result"), status=404
        )

        for page in ("edit", "delete"):
            assert world.browser().get(url(world, kind, {"id": other}, page)).status_code == 404

    def test_another_one_becomes_the_default(self, world, kind, pair):
        world.browser().post(
            url(world, kind, pair[1], "edit"), {kind.form_field: kind.other, "is_default": "y"}
        )

        [saved] = world.api.asked_to("POST", f"{world.path}/{kind.path}/{pair[1]['id']}")
        assert saved.body == {kind.field: kind.other, "is_default": True}

    def test_what_somebody_else_saved_meanwhile_is_shown_with_the_time(self, world, kind, pair):
        browser = world.browser()
        world.api.answers("GET", "/protected-sender-id/check", body=False)
        address = url(world, kind, pair[1], "edit")
        started_from = typed(browser.get(address), "started_from")[0]
        theirs = {**pair[1], kind.field: "theirs", "updated_at": "2025-03-01T14:02:00.000000Z"}
        world.has(kind.path, pair[0], theirs)

        page = browser.post(address, {kind.form_field: kind.mine, "started_from": started_from})

        assert errors(page)[0].startswith(
            "Someone else changed this while the page was open (1 March 2025 at 2:02pm)"
        )
        assert world.api.asked_to("POST", f"{world.path}/{kind.path}/{pair[1]['id']}") == []


class TestDelete:
    def test_asks_first(self, world, kind, pair):
        page = world.browser().get(url(world, kind, pair[1], "delete"))

        assert quoted(kind.other) in text_of(of_class(page, "banner-dangerous")[0])
        assert first_button(page).get("name") == "delete"
        assert world.api.writes == []

    def test_deletes(self, world, kind, pair):
        answer = world.browser().post(url(world, kind, pair[1], "delete"), follow=True)

        assert answer.redirect_chain == [(list_url(world, kind), 302)]
        assert world.api.writes == [("POST", f"{world.path}/{kind.path}/{pair[1]['id']}/archive")]
        assert of_class(answer, "banner-default-with-tick") != []

    def test_says_why_not_when_it_became_the_default_meanwhile(self, world, kind, pair):
        path = f"{world.path}/{kind.path}/{pair[1]['id']}/archive"
        world.api.answers("POST", path, an_error("You cannot delete a default one"), status=400)

        page = world.browser().post(url(world, kind, pair[1], "delete"), follow=True)

        assert texts(page, "div", "banner-dangerous") == ["You cannot delete a default one"]

    @pytest.mark.parametrize("kind", [KINDS["reply-to"], KINDS["sms sender"]], ids=["reply-to", "sms sender"])
    def test_never_the_default_where_one_is_needed(self, world, kind, pair):
        browser = world.browser()

        page = browser.get(url(world, kind, pair[0], "edit"))
        answer = browser.post(url(world, kind, pair[0], "delete"))

        assert [text for text in texts(page, "a") if text.startswith("Delete")] == []
        assert answer.url == url(world, kind, pair[0], "edit")
        assert world.api.writes == []


class TestSmsSender:
    def add(self, world, sender, **form):
        world.api.answers("GET", "/protected-sender-id/check", body=False)
        world.api.answers("POST", f"{world.path}/sms-sender", a_sender(sms_sender=sender), status=201)
        return world.browser().post(f"{world.url}/sms-sender/add", {"sms_sender": sender, **form})

    def added(self, world):
        return [request.body for request in world.api.asked_to("POST", f"{world.path}/sms-sender")]

    @pytest.mark.parametrize(
        "sender", ["GOV", "Parking-No1", "a & b._", "07700900123", "60006", "NHSNoReply", "1st Dept"]
    )
    def test_is_added(self, world, sender):
        answer = self.add(world, sender)

        assert answer.url == f"{world.url}/sms-sender"
        assert self.added(world) == [{"sms_sender": sender, "is_default": True}]

    def test_is_the_default_only_when_told_so_from_the_second_on(self, world):
        world.has("sms-sender", a_sender(sms_sender="MAIN", inbound_number_id=None))

        self.add(world, "OTHER")

        assert self.added(world) == [{"sms_sender": "OTHER", "is_default": False}]

    @pytest.mark.parametrize(
        ("sender", "says"),
        [
            ("", "Enter a text message sender ID"),
            ("AB", "Text message sender ID must be 3 characters or more"),
            ("ABCDEFGHIJKL", "Text message sender ID must be 11 characters or fewer"),
            ("PARK!", "Text message sender ID can only include letters, numbers, spaces, and & . - or _"),
            ("Pärken", "Text message sender ID can only include letters, numbers, spaces, and & . - or _"),
            ("00123", "Text message sender ID cannot start with 00"),
            ("Info", "Text message sender ID cannot be alert, info or verify"),
            ("nhs no-reply", "Text message sender ID must be 11 characters or fewer"),
            ("nhsnoreply", "Write it NHSNoReply, so that people know it is the same sender"),
            ("NHS NoReply", "Write it NHSNoReply, so that people know it is the same sender"),
            (
                "1234",
                "A sender ID that is a number must be a UK mobile number or a short code of 5 or 6 numbers",
            ),
            (
                "02079460000",
                "A sender ID that is a number must be a UK mobile number or a short code of 5 or 6 numbers",
            ),
        ],
    )
    def test_that_networks_refuse_stays_in_the_form(self, world, sender, says):
        page = self.add(world, sender)

        assert errors(page) == [says]
        assert typed(page, "sms_sender") == [sender]
        assert self.added(world) == []

    def test_that_is_protected_is_for_its_owner(self, world):
        browser = world.browser()
        world.api.answers("GET", "/protected-sender-id/check", body=True)

        page = browser.post(f"{world.url}/sms-sender/add", {"sms_sender": "HMRC"})

        assert errors(page) == ["This name is protected. Only the organisation it belongs to can use it"]
        [asked] = world.api.asked_to("GET", "/protected-sender-id/check")
        assert asked.query == {"sender_id": ["HMRC"]}
        assert self.added(world) == []


class TestNumberThatReceivesTexts:
    @pytest.fixture
    def number(self, world):
        row = a_sender(sms_sender="07700900999", inbound_number_id=an_id(), is_default=False)
        world.has("sms-sender", a_sender(sms_sender="MAIN", inbound_number_id=None), row)
        world.api.answers("POST", f"{world.path}/sms-sender/{row['id']}", row)
        return row

    def test_is_marked(self, world, number):
        page = world.browser().get(f"{world.url}/sms-sender")

        assert values(page) == ["MAIN (default)", "07700900999 receives text messages"]

    def test_can_only_become_the_default(self, world, number):
        browser = world.browser()
        address = f"{world.url}/sms-sender/{number['id']}"

        page = browser.get(f"{address}/edit")
        browser.post(f"{address}/edit", {"sms_sender": "MINE", "is_default": "y"})
        browser.post(f"{address}/delete")

        assert typed(page, "sms_sender") == []
        assert [request.body for request in world.api.asked if request.method == "POST"] == [
            {"sms_sender": "07700900999", "is_default": True}
        ]


class TestLetterContact:
    def add(self, world, block, **form):
        world.api.answers("POST", f"{world.path}/letter-contact", {"data": {}}, status=201)
        return world.browser().post(
            f"{world.url}/letter-contact/add", {"letter_contact_block": block, **form}
        )

    def test_is_added_line_by_line(self, world):
        self.add(world, "  Town Hall \r\n\r\nMarket Place\r\nMB1 1TH\r\n")

        [saved] = world.api.asked_to("POST", f"{world.path}/letter-contact")
        assert saved.body == {"contact_block": "Town Hall\n\nMarket Place\nMB1 1TH", "is_default": False}

    @pytest.mark.parametrize(
        ("block", "says"),
        [
            ("", "Enter a sender address"),
            ("\n".join("abcdefghijk"), "Sender address must be 10 lines or fewer. It has 11 lines"),
            ("((a, b))", "You cannot use a comma in a placeholder: change ((a, b))"),
        ],
    )
    def test_that_will_not_do_stays_in_the_form(self, world, block, says):
        page = self.add(world, block)

        assert errors(page) == [says]
        assert (typed(page, "letter_contact_block")[0] or "").strip() == block
        assert world.api.writes == []

    def test_blank_becomes_the_default_after_a_question(self, world):
        default = a_sender(contact_block="Town Hall\nMB1 1TH")
        world.has("letter-contact", default)
        path = f"{world.path}/letter-contact/{default['id']}"
        world.api.answers("POST", path, {"data": default})
        browser = world.browser()
        address = link(browser.get(f"{world.url}/letter-contacts"), "Make default Blank")

        browser.get(address)
        assert world.api.writes == []
        answer = browser.post(address)

        assert answer.url == f"{world.url}/letter-contacts"
        [saved] = world.api.asked_to("POST", path)
        assert saved.body == {"contact_block": "Town Hall\nMB1 1TH", "is_default": False}

    def test_blank_is_the_default_already(self, world):
        answer = world.browser().post(f"{world.url}/letter-contact/make-blank-default")

        assert answer.url == f"{world.url}/letter-contacts"
        assert world.api.writes == []
