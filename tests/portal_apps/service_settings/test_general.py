"""What the service is called and how it is reached."""

import pytest

from tests.builders import a_user, an_error, an_id, an_organisation
from tests.pages import errors, main, text_of, tree, typed


class TestName:
    def url(self, world):
        return f"{world.url}/name"

    def test_is_changed(self, world):
        world.browser().post(self.url(world), {"name": " Boat <b> permits "})

        assert world.saved == [{"name": "Boat <b> permits"}]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("", "Enter a service name"),
            ("!", "Service name must include at least two letters or numbers"),
            ("Лодки", "Write the name in letters from the Latin alphabet"),
            ("a" * 150, "Name is too long. Make it shorter by 7 characters or more"),
            ("a" * 256, "Service name must be 255 characters or fewer"),
        ],
    )
    def test_that_will_not_do_stays_in_the_form(self, world, name, says):
        page = world.browser().post(self.url(world), {"name": name})

        assert errors(page) == [says]
        assert typed(page, "name") == [name]
        assert world.saved == []

    def test_the_longest_is_taken(self, world):
        world.browser().post(self.url(world), {"name": "a" * 143})

        assert len(world.saved) == 1

    @pytest.mark.parametrize(
        ("refused", "says"),
        [
            (
                {"name": ["Duplicate service name"]},
                "Another service already has this name. Choose a different name",
            ),
            (
                {"normalised_service_name": ["cannot be empty"]},
                "Write the service name in letters from the Latin alphabet",
            ),
            ({"active": ["Not a valid boolean."]}, "Not a valid boolean."),
        ],
    )
    def test_that_the_api_refuses_is_explained(self, world, refused, says):
        world.api.answers("POST", world.path, an_error(refused), status=400)

        page = world.browser().post(self.url(world), {"name": "Council Tax"})

        assert errors(page) == [says]
        assert typed(page, "name") == ["Council Tax"]


class TestTwoManagers:
    def conflict(self, world):
        """The page of somebody who saves after somebody else did."""
        browser = world.browser()
        started_from = typed(browser.get(f"{world.url}/name"), "started_from")[0]
        world.is_now(name="Theirs")
        return browser.post(f"{world.url}/name", {"name": "Mine", "started_from": started_from})

    def has_history(self, world, *rows):
        world.api.answers(
            "GET", f"{world.path}/history", {"data": {"service_history": rows, "api_key_history": []}}
        )

    def test_the_second_learns_who_was_first(self, world):
        ben = a_user(name="Ben <b>")
        first = {
            "version": 1,
            "created_by_id": ben["id"],
            "created_at": "2025-02-01T09:00:00.000000Z",
            "updated_at": None,
        }
        newest = {**first, "version": 2, "updated_at": "2025-03-01T14:02:00.000000Z"}
        self.has_history(world, newest, first)
        world.api.answers("GET", f"/user/{ben['id']}", {"data": ben})

        page = self.conflict(world)

        says = "Ben <b> was the last to change this service, 1 March 2025 at 2:02pm"
        assert errors(page) == [f"{says}. Your change is not saved yet"]
        assert b"Ben <b>" not in page.content
        assert world.saved == []

    def test_learns_at_least_that_somebody_was_when_the_history_cannot_be_read(self, world):
        self.has_history(world)

        assert errors(self.conflict(world)) == [
            "Someone else changed this while the page was open. Your change is not saved yet"
        ]


def chosen(page):
    """The values of the radios and checkboxes that are on."""
    return [box.get("value") for box in tree(page).iter("input") if "checked" in box.attrib]


class TestNamesThatAnOrganisationApproves:
    @pytest.fixture
    def organisation(self, world):
        one = an_organisation(name="Meadowbridge <b>", can_approve_own_go_live_requests=True)
        world.service["organisation"] = one["id"]
        world.api.answers("GET", f"/organisations/{one['id']}", one)
        return one

    @pytest.mark.parametrize("page", ["name", "email-sender"])
    def test_are_not_for_the_team_to_change(self, world, organisation, page):
        browser = world.browser()

        shown = browser.get(f"{world.url}/{page}")
        browser.post(f"{world.url}/{page}", {"name": "Mine", "use_custom_email_sender_name": "False"})

        assert "ask somebody at Meadowbridge <b>" in text_of(main(shown))
        assert typed(shown, "name") == []
        assert world.saved == []

    @pytest.mark.usefixtures("organisation")
    def test_are_for_the_team_until_it_asks_to_go_live(self, world):
        world.service["restricted"] = True

        world.browser().post(f"{world.url}/name", {"name": "Mine"})

        assert world.saved == [{"name": "Mine"}]

    def test_are_for_those_who_make_services_live(self, world, organisation):
        of_organisation = {"organisation_permissions": {organisation["id"]: ["can_make_services_live"]}}

        world.browser(**of_organisation).post(f"{world.url}/name", {"name": "Mine"})

        assert world.saved == [{"name": "Mine"}]

    def test_and_for_platform_admins(self, world, organisation):
        world.staff().post(f"{world.url}/name", {"name": "Ours"})

        assert world.saved == [{"name": "Ours"}]

    def test_other_organisations_leave_it_to_the_team(self, world, organisation):
        organisation["can_approve_own_go_live_requests"] = False
        world.api.answers("GET", f"/organisations/{organisation['id']}", organisation)

        world.browser().post(f"{world.url}/name", {"name": "Mine"})

        assert world.saved == [{"name": "Mine"}]


class TestNewName:
    def test_has_to_be_unique_again_before_going_live(self, world):
        world.service |= {"restricted": True, "confirmed_unique": True}

        world.browser().post(f"{world.url}/name", {"name": "Mine"})

        assert world.saved == [{"name": "Mine", "confirmed_unique": False}]


class TestEmailSender:
    def url(self, world):
        return f"{world.url}/email-sender"

    def test_is_the_service_unless_told_otherwise(self, world):
        assert chosen(world.browser().get(self.url(world))) == ["False"]

    def test_may_be_another_name(self, world):
        form = {"use_custom_email_sender_name": "True", "custom_email_sender_name": "Meadowbridge parking"}

        answer = world.browser().post(self.url(world), form)

        assert answer.url == world.url
        assert world.saved == [
            {"custom_email_sender_name": "Meadowbridge parking", "confirmed_email_sender_name": True}
        ]

    def test_may_be_the_service_again_whatever_stands_in_the_box(self, world):
        world.service["custom_email_sender_name"] = "Meadowbridge parking"

        form = {"use_custom_email_sender_name": "False", "custom_email_sender_name": "!"}
        world.browser().post(self.url(world), form)

        assert world.saved == [{"custom_email_sender_name": None, "confirmed_email_sender_name": True}]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("", "Enter a sender name"),
            ("!", "Sender name must include at least two letters or numbers"),
            ("parking@meadowbridge.gov.uk", "Enter a name, not an email address"),
            ("No Reply", "Choose a name that says who the emails come from"),
            ("info", "Choose a name that says who the emails come from"),
            ("Парковка", "Write the name in letters from the Latin alphabet"),
            ("a" * 144, "Name is too long. Make it shorter by 1 character or more"),
        ],
    )
    def test_that_will_not_do_stays_in_the_form(self, world, name, says):
        form = {"use_custom_email_sender_name": "True", "custom_email_sender_name": name}

        page = world.browser().post(self.url(world), form)

        assert errors(page) == [says]
        assert typed(page, "custom_email_sender_name") == [name]
        assert world.saved == []

    def test_a_choice_is_needed(self, world):
        assert errors(world.browser().post(self.url(world), {"custom_email_sender_name": "x"})) == [
            "Select the service name or a different name"
        ]

    def test_that_the_api_refuses_is_explained(self, world):
        world.api.answers("POST", world.path, an_error({"email_sender_local_part": ["bad"]}), status=400)
        form = {"use_custom_email_sender_name": "True", "custom_email_sender_name": "Parking"}

        page = world.browser().post(self.url(world), form)

        assert errors(page) == ["Write the email sender name in letters from the Latin alphabet"]


class TestDataRetention:
    def url(self, world):
        return f"{world.url}/set-data-retention"

    def test_starts_with_what_is_kept_now(self, world):
        assert typed(world.browser().get(self.url(world)), "days_of_retention") == ["7"]

    def test_sets_the_same_for_every_channel(self, world):
        row = {"id": an_id(), "notification_type": "sms", "days_of_retention": 30}
        world.has("data-retention", row)
        world.api.answers("POST", f"{world.path}/data-retention", {"result": {}}, status=201)
        world.api.answers("POST", f"{world.path}/data-retention/{row['id']}", status=204)
        browser = world.browser()

        page = browser.get(self.url(world))
        browser.post(self.url(world), {"days_of_retention": "14"})

        assert typed(page, "days_of_retention") == [""]
        assert "text messages for 30 days" in text_of(main(page))
        saved = [request.body for request in world.api.asked if request.method == "POST"]
        assert saved == [
            {"notification_type": "email", "days_of_retention": 14},
            {"days_of_retention": 14},
            {"notification_type": "letter", "days_of_retention": 14},
        ]

    @pytest.mark.parametrize(
        ("days", "says"),
        [
            ("", "Enter a number of days"),
            ("2", "Number of days must be between 3 and 90"),
            ("91", "Number of days must be between 3 and 90"),
            ("a week", "Number of days must be a whole number"),
        ],
    )
    def test_refuses_what_is_no_such_number(self, world, days, says):
        page = world.browser().post(self.url(world), {"days_of_retention": days})

        assert errors(page) == [says]
        assert typed(page, "days_of_retention") == [days]
        assert world.api.writes == []


class TestEstimateUsage:
    def url(self, world):
        return f"{world.url}/request-to-go-live/estimate-usage"

    def test_takes_a_box_that_is_left_empty_for_none(self, world):
        form = {"volume_email": "10,000", "volume_sms": "", "volume_letter": "0"}

        world.browser().post(self.url(world), form)

        assert world.saved == [{"volume_email": 10_000, "volume_sms": 0, "volume_letter": 0}]

    def test_shows_what_was_said_before(self, world):
        world.service["volume_sms"] = 500

        assert typed(world.browser().get(self.url(world)), "volume_sms") == ["500"]

    @pytest.mark.parametrize(
        ("emails", "says"),
        [
            ("0", "Enter how many messages you expect to send, of one kind at least"),
            ("lots", "Emails must be a whole number"),
            ("-1", "Emails must be 0 or more"),
        ],
    )
    def test_needs_one_number_at_least(self, world, emails, says):
        page = world.browser().post(self.url(world), {"volume_email": emails})

        assert errors(page) == [says]
        assert world.saved == []


class TestSendFilesByEmail:
    def url(self, world):
        return f"{world.url}/send-files-by-email"

    @pytest.mark.parametrize(
        ("kind", "contact"),
        [
            ("url", "https://www.meadowbridge.gov.uk/contact"),
            ("email_address", "parking@meadowbridge.gov.uk"),
            ("phone_number", "(0)20 7946 0000"),
            ("phone_number", "101"),
        ],
    )
    def test_keeps_the_one_that_was_chosen_and_shows_it_again(self, world, kind, contact):
        form = {"url": "no link", "email_address": "nobody", "phone_number": "1"}
        browser = world.browser()

        browser.post(self.url(world), {**form, "contact_details_type": kind, kind: contact})
        world.is_now(contact_link=contact)
        page = browser.get(self.url(world))

        assert world.saved == [{"contact_link": contact}]
        assert (chosen(page), typed(page, kind)) == ([kind], [contact])

    @pytest.mark.parametrize(
        ("kind", "contact", "says"),
        [
            ("url", "", "Enter a link"),
            ("url", "www.meadowbridge.gov.uk", "Enter a link that starts with https://"),
            ("url", "javascript:alert(1)", "Enter a link that starts with https://"),
            ("url", f"https://example.gov.uk/{'a' * 240}", "Link must be 255 characters or fewer"),
            (
                "email_address",
                f"{'a' * 240}@meadowbridge.gov.uk",
                "Email address must be 255 characters or fewer",
            ),
            ("email_address", "", "Enter an email address"),
            (
                "email_address",
                "parking@",
                "Enter an email address in the correct format, like name@example.com",
            ),
            ("phone_number", "", "Enter a phone number"),
            ("phone_number", "12", "Phone number must have between 3 and 20 numbers"),
            ("phone_number", "999", "Phone number cannot be an emergency number"),
            (
                "phone_number",
                "ring us",
                "Phone number can only include numbers, spaces, brackets, dashes and a plus sign at the start",
            ),
        ],
    )
    def test_explains_what_is_wrong(self, world, kind, contact, says):
        page = world.browser().post(self.url(world), {"contact_details_type": kind, kind: contact})

        assert errors(page) == [says]
        assert typed(page, kind) == [contact]
        assert world.saved == []

    def test_a_choice_is_needed(self, world):
        assert errors(world.browser().post(self.url(world), {"url": "x"})) == [
            "Select how people can contact you"
        ]
