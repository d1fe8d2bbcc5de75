"""Getting ready to go live, and asking for it."""

import pytest
from django.core.cache import caches

from tests.builders import a_member, a_service, a_template, a_template_row, a_user, an_organisation
from tests.pages import errors, link, of_class, text_of, texts, tree, typed

READY = {"confirmed_unique": True, "volume_email": 100, "volume_sms": 0, "volume_letter": 0}


class World:
    """A service in trial mode that has everything, unless told otherwise."""

    def __init__(self, api, sign_in):
        self.api, self.sign_in = api, sign_in
        self.organisation = an_organisation()
        self.service = a_service(restricted=True, organisation=self.organisation["id"], **READY)
        self.user = a_member(self.service)
        self.has()

    @property
    def path(self):
        return f"/service/{self.service['id']}"

    @property
    def url(self):
        return f"/services/{self.service['id']}/make-your-service-live"

    def has(self, team=2, templates=("email",), reply_to=1, sender="Council", **service):
        api, path = self.api, self.path
        self.service |= service
        caches["gateway"].clear()
        api.answers("GET", f"/organisations/{self.organisation['id']}", self.organisation)
        api.answers(
            "GET", f"{path}/users", {"data": [self.user, *[a_member(self.service) for _ in range(team - 1)]]}
        )
        rows = [a_template_row(a_template(self.service, template_type=kind)) for kind in templates]
        api.answers("GET", f"{path}/template", {"data": rows})
        api.answers("GET", f"{path}/email-reply-to", [{"email_address": "a@example.gov.uk"}] * reply_to)
        api.answers("GET", f"{path}/sms-sender", [{"sms_sender": sender, "is_default": True}])
        api.answers("POST", path, {"data": self.service})
        api.answers("POST", "/events", {"data": {}}, status=201)
        api.answers(
            "POST", f"/organisations/notify-users-of-request-to-go-live/{self.service['id']}", status=204
        )

    def browser(self, **user):
        return self.sign_in({**self.user, **user}, self.service)


@pytest.fixture
def world(api, sign_in):
    return World(api, sign_in)


def tasks(page):
    """What is to be done, and whether it is."""
    return {
        text_of(of_class(item, "govuk-task-list__name-and-hint")[0]): text_of(
            of_class(item, "govuk-task-list__status")[0]
        )
        for item in of_class(page, "govuk-task-list__item")
    }


def may_send(page):
    return any(text_of(button) == "Send a request to go live" for button in tree(page).iter("button"))


class TestChecklist:
    def test_lets_a_service_ask_that_has_everything(self, world):
        page = world.browser().get(world.url)

        assert set(tasks(page).values()) == {"Completed"}
        assert may_send(page)

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ({"confirmed_unique": False}, "Confirm that your service is unique"),
            ({"volume_email": None}, "Tell us how many messages you expect to send"),
            ({"team": 1}, "Add a team member who can manage settings"),
            ({"templates": ()}, "Add templates with examples of the messages you want to send"),
            ({"reply_to": 0}, "Add a reply-to email address"),
            ({"templates": ("sms",), "sender": "GOVUK"}, "Change your text message sender ID"),
        ],
    )
    def test_names_what_is_missing_and_leads_there(self, world, facts, expected):
        world.has(**facts)

        page = world.browser().get(world.url)

        missing = [name for name, state in tasks(page).items() if state == "Not completed"]
        assert [name for name in missing if name.startswith(expected)]
        assert link(page, expected)
        assert not may_send(page)

    def test_asks_nothing_about_channels_that_are_not_used(self, world):
        world.has(templates=("letter",), reply_to=0, sender="GOVUK", volume_email=0, volume_letter=5)

        assert len(tasks(world.browser().get(world.url))) == 4

    def test_central_government_may_send_as_govuk(self, world):
        world.has(
            templates=("sms",), sender="GOVUK", organisation_type="central", volume_email=0, volume_sms=5
        )

        assert may_send(world.browser().get(world.url))

    def test_an_agreement_that_is_not_signed_is_in_the_way(self, world):
        world.organisation["agreement_signed"] = False
        world.has()

        assert not may_send(world.browser().get(world.url))


class TestRequest:
    def test_is_made_and_recorded(self, api, world):
        answer = world.browser().post(world.url)

        body = api.asked_to("POST", world.path)[0].body
        assert answer["Location"] == f"/services/{world.service['id']}"
        assert {"has_active_go_live_request": True, "go_live_user": world.user["id"]}.items() <= body.items()
        event = api.asked_to("POST", "/events")[0].body["data"]
        assert (event["original_status"], event["new_status"]) == ("trial", "requested")

    def test_the_organisation_is_told_where_it_decides(self, api, world):
        path = f"/organisations/notify-users-of-request-to-go-live/{world.service['id']}"
        world.browser().post(world.url)
        before = len(api.asked_to("POST", path))
        world.organisation["can_approve_own_go_live_requests"] = True
        world.has()

        world.browser().post(world.url)

        assert (before, len(api.asked_to("POST", path))) == (0, 1)

    def test_staff_are_told_where_they_decide(self, world, mailoutbox, settings):
        settings.SUPPORT_EMAIL_ADDRESS = "staff@notify.gov.uk"
        world.has(name="Boat\npermits")
        world.browser().post(world.url)
        world.has(organisation=None)
        world.browser().post(world.url)

        in_its_name, of_nobody = mailoutbox
        page = f"{settings.ADMIN_BASE_URL}/services/{world.service['id']}"
        assert in_its_name.to == ["staff@notify.gov.uk"]
        assert in_its_name.subject == "Request to go live: Boat permits"
        assert f"{page}/make-service-live\n" in in_its_name.body
        assert f"{page}/service-settings/switch-live\n" in of_nobody.body

    @pytest.mark.parametrize("address", ["", "staff@notify.gov.uk"])
    def test_is_made_also_when_staff_cannot_be_told(self, world, settings, caplog, address):
        """Nothing listens at the port."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        settings.SUPPORT_EMAIL_ADDRESS = address

        answer = world.browser().post(world.url)

        assert answer["Location"] == f"/services/{world.service['id']}"
        assert "something waits for staff" in caplog.text

    def test_staff_are_not_told_where_the_organisation_decides(self, world, mailoutbox, settings):
        settings.SUPPORT_EMAIL_ADDRESS = "staff@notify.gov.uk"
        world.organisation["can_approve_own_go_live_requests"] = True
        world.has()

        world.browser().post(world.url)

        assert mailoutbox == []

    @pytest.mark.parametrize(
        "facts", [{"reply_to": 0}, {"has_active_go_live_request": True}, {"restricted": False}]
    )
    def test_is_not_made_too_early_or_twice(self, api, world, facts):
        world.has(**facts)

        page = world.browser().post(world.url)

        assert page.status_code == 200
        assert not may_send(page)
        assert api.writes == []

    def test_is_for_people_of_the_public_sector(self, api, world):
        api.answers("GET", "/organisations", [])

        page = world.browser(email_address="ada@example.com").post(world.url)

        assert page.status_code == 403
        assert texts(page, "h1") == ["You need an email address of the public sector"]
        assert api.writes == []


class TestConfirm:
    def test_saves_the_name_and_that_it_is_unique(self, api, world):
        answer = world.browser().post(f"{world.url}/confirm-service-unique", {"name": "Permits"})

        body = api.asked_to("POST", world.path)[0].body
        assert answer["Location"] == world.url
        assert {"name": "Permits", "confirmed_unique": True}.items() <= body.items()

    @pytest.mark.parametrize("facts", [{"has_active_go_live_request": True}, {"restricted": False}])
    def test_is_no_way_round_those_who_decide_about_names(self, api, world, facts):
        world.has(**facts)

        answer = world.browser().post(f"{world.url}/confirm-service-unique", {"name": "Permits"})

        assert answer["Location"] == world.url
        assert api.writes == []

    def test_a_bad_name_stays_in_the_form(self, api, world):
        page = world.browser().post(f"{world.url}/confirm-service-unique", {"name": "?"})

        assert len(errors(page)) == 1
        assert typed(page, "name") == ["?"]
        assert api.writes == []


class TestNavigation:
    def test_leads_here_in_trial_mode_only(self, world):
        there = link(world.browser().get(world.url), "Make your service live")
        world.has(restricted=False)

        page = world.browser().get(world.url)

        assert there == world.url
        assert link(page, "Make your service live") is None
        assert texts(page, "h1") == ["Make your service live"]

    def test_leads_platform_admins_here_too(self, world):
        page = world.sign_in(a_user(platform_admin=True), world.service).get(world.url)

        assert link(page, "Make your service live") == world.url
