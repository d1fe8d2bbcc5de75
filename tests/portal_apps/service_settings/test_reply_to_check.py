"""A reply-to address is added once a test e-mail to it has arrived."""

from datetime import UTC, datetime, timedelta

import pytest

from portal_apps.service_settings.reply_to_check import NOTIFY_SERVICE_ID
from tests.builders import a_service, a_user, an_error, an_id
from tests.pages import errors, first_button, main, of_class, text_of, texts, tree, typed
from tests.portal_apps.service_settings.conftest import MANAGES_SERVICE, a_sender

NEW = "new@meadowbridge.gov.uk"


class Check:
    """The test e-mail of this test, and the browser of who had it sent."""

    def __init__(self, world):
        self.world = world
        self.id = an_id()
        self.browser = world.browser()
        path = f"{world.path}/email-reply-to"
        world.api.answers("POST", f"{path}/verify", {"data": {"id": self.id}}, status=201)
        world.api.answers("POST", path, {"data": {}}, status=201)
        self.is_now("created")

    @property
    def url(self):
        return f"{self.world.url}/email-reply-to/{self.id}/verify"

    def is_now(self, status, seconds_old=0):
        created_at = datetime.now(tz=UTC) - timedelta(seconds=seconds_old)
        self.world.api.answers(
            "GET",
            f"/service/{NOTIFY_SERVICE_ID}/notifications/{self.id}",
            {"id": self.id, "status": status, "created_at": created_at.isoformat()},
        )

    def begin(self, **form):
        return self.browser.post(f"{self.world.url}/email-reply-to/add", {"email_address": NEW, **form})

    def added(self):
        return [
            request.body for request in self.world.api.asked_to("POST", f"{self.world.path}/email-reply-to")
        ]


@pytest.fixture
def check(world):
    return Check(world)


class TestAdding:
    def test_sends_a_test_first(self, world, check):
        answer = check.begin()

        assert answer.url == check.url
        [sent] = world.api.asked_to("POST", f"{world.path}/email-reply-to/verify")
        assert sent.body == {"email": NEW}
        assert check.added() == []

    def test_saves_when_it_has_arrived(self, world, check):
        check.begin()
        check.is_now("delivered")

        page = check.browser.get(check.url)
        assert text_of(first_button(page)) == "Continue"
        assert [
            form.get("method") for form in tree(page).iter("form") if "data-submits-itself" in form.attrib
        ] == ["post"]
        assert check.added() == []
        answer = check.browser.post(check.url, follow=True)

        assert answer.redirect_chain == [(check.url, 302)]
        assert check.added() == [{"email_address": NEW, "is_default": True}]
        assert f"Replies can go to {NEW} now." in text_of(main(answer))
        [onwards] = [one for one in of_class(main(answer), "govuk-button") if one.tag == "a"]
        assert (onwards.get("class"), text_of(onwards)) == ("govuk-button", "Continue")
        assert onwards.get("href") == f"{world.url}/email-reply-to"

    @pytest.mark.parametrize(("form", "is_default"), [({}, False), ({"is_default": "y"}, True)])
    def test_the_second_becomes_the_default_when_told_so(self, world, check, form, is_default):
        world.has("email-reply-to", a_sender(email_address="first@meadowbridge.gov.uk"))
        check.begin(**form)
        check.is_now("delivered")

        check.browser.post(check.url)

        assert check.added() == [{"email_address": NEW, "is_default": is_default}]

    def test_of_one_that_is_there_is_refused(self, world, check):
        says = "This is already a reply-to email address for this service."
        world.api.answers("POST", f"{world.path}/email-reply-to/verify", an_error(says), status=409)

        page = check.begin()

        assert errors(page) == [says]
        assert typed(page, "email_address") == [NEW]

    @pytest.mark.parametrize(("typed_in", "says"), [("", "Enter an email address"), ("x@", None)])
    def test_needs_an_address(self, check, typed_in, says):
        page = check.begin(email_address=typed_in)

        assert errors(page) == [says or "Enter an email address in the correct format, like name@example.com"]

    def test_says_so_when_somebody_else_added_it_meanwhile(self, world, check):
        check.begin()
        check.is_now("delivered")
        world.api.answers("POST", f"{world.path}/email-reply-to", an_error("There already"), status=409)

        page = check.browser.post(check.url, follow=True)

        assert texts(page, "div", "banner-dangerous") == ["There already"]


class TestWaiting:
    def test_can_be_done_by_hand_and_by_script(self, check):
        check.begin()

        page = tree(check.browser.get(check.url))

        assert text_of(first_button(page)) == "Check again"
        [form] = [form for form in page.iter("form") if form.get("hx-get")]
        assert (form.get("method"), form.get("hx-get")) == ("get", f"{check.url}.json")

    def test_does_not_save(self, check):
        check.begin()

        page = check.browser.post(check.url)

        assert text_of(first_button(page)) == "Check again"
        assert check.added() == []

    def test_the_script_hears_nothing_until_there_is_something_to_read(self, check):
        check.begin()
        htmx = {"HX-Request": "true"}

        waiting = check.browser.get(f"{check.url}.json", headers=htmx)
        check.is_now("delivered")
        arrived = check.browser.get(f"{check.url}.json", headers=htmx)

        assert (waiting.status_code, "HX-Refresh" in waiting) == (204, False)
        assert arrived["HX-Refresh"] == "true"

    @pytest.mark.parametrize(
        ("status", "stop"), [("created", 0), ("sending", 0), ("delivered", 1), ("permanent-failure", 1)]
    )
    def test_json_says_when_to_stop(self, check, status, stop):
        check.begin()
        check.is_now(status)

        answer = check.browser.get(f"{check.url}.json").json()

        assert answer["stop"] == stop
        assert (NEW in answer["status"]) == (status != "permanent-failure")


class TestAddressThatTakesNoMail:
    @pytest.mark.parametrize(
        ("status", "age", "says"),
        [
            ("permanent-failure", 1, "We could not deliver a test email to this address"),
            ("temporary-failure", 1, "We could not deliver a test email to this address"),
            ("technical-failure", 1, "We could not deliver a test email to this address"),
            ("validation-failed", 1, "We could not deliver a test email to this address"),
            ("sending", 46, "The test email has not arrived after 45 seconds"),
        ],
    )
    def test_can_be_tried_again_as_it_was_typed(self, world, check, status, age, says):
        world.has("email-reply-to", a_sender(email_address="first@meadowbridge.gov.uk"))
        check.begin(is_default="y")
        check.is_now(status, age)

        page = tree(check.browser.get(check.url))

        assert errors(page)[0].startswith(says)
        assert typed(page, "email_address") == [NEW]
        assert text_of(first_button(page)) == "Try again"
        assert [form.get("action") for form in main(page).iter("form")] == [f"{world.url}/email-reply-to/add"]
        [box] = [box for box in page.iter("input") if box.get("name") == "is_default"]
        assert "checked" in box.attrib

    def test_is_not_saved(self, check):
        check.begin()
        check.is_now("permanent-failure")

        check.browser.post(check.url)

        assert check.added() == []

    def test_that_comes_late_counts_all_the_same(self, check):
        check.begin()
        check.is_now("delivered", 300)

        check.browser.post(check.url)

        assert len(check.added()) == 1


class TestReplacing:
    @pytest.fixture
    def old(self, world):
        row = a_sender(email_address="old@meadowbridge.gov.uk")
        world.has("email-reply-to", row)
        world.api.answers("POST", f"{world.path}/email-reply-to/{row['id']}", {"data": row})
        return row

    def saved(self, world, old):
        return [
            request.body for request in world.api.asked_to("POST", f"{world.path}/email-reply-to/{old['id']}")
        ]

    def test_sends_a_test_first_too(self, world, check, old):
        edit = f"{world.url}/email-reply-to/{old['id']}/edit"
        answer = check.browser.post(edit, {"email_address": NEW})
        assert (answer.url, self.saved(world, old)) == (check.url, [])
        check.is_now("delivered")

        check.browser.post(check.url)

        assert self.saved(world, old) == [{"email_address": NEW, "is_default": True}]
        assert check.added() == []

    def test_can_be_tried_again(self, world, check, old):
        edit = f"{world.url}/email-reply-to/{old['id']}/edit"
        check.browser.post(edit, {"email_address": NEW})
        check.is_now("permanent-failure")

        page = check.browser.get(check.url)

        assert [form.get("action") for form in main(page).iter("form")] == [edit]
        assert typed(page, "is_default") == []


class TestGettingIn:
    def test_nobody_saves_an_address_by_the_id_of_a_message(self, world, check):
        check.begin()
        check.is_now("delivered")
        somebody_else = world.browser()

        assert somebody_else.post(check.url).url == f"{world.url}/email-reply-to"
        assert somebody_else.get(f"{check.url}.json").status_code == 404
        assert check.added() == []

    def test_nor_in_another_service(self, world, check, sign_in):
        other = a_service()
        held = {world.service["id"]: MANAGES_SERVICE, other["id"]: MANAGES_SERVICE}
        person = a_user(services=list(held), permissions=held)
        check.browser = sign_in(person, world.service, other)
        check.begin()
        check.is_now("delivered")

        answer = check.browser.post(check.url.replace(world.service["id"], other["id"]))

        assert answer.url == f"/services/{other['id']}/service-settings/email-reply-to"
        assert check.added() == []

    def test_nor_twice(self, world, check):
        check.begin()
        check.is_now("delivered")

        check.browser.post(check.url)

        assert "Replies can go to" in text_of(main(check.browser.post(check.url)))
        assert len(check.added()) == 1
        assert check.browser.get(f"{check.url}.json").json()["stop"] == 1

    def test_an_old_address_leads_to_the_list(self, world):
        assert world.browser().get(f"{world.url}/set-reply-to-email").url == f"{world.url}/email-reply-to"
