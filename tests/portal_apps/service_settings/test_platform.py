"""What only platform admins change about a service."""

import pytest

from tests.builders import a_user, an_id
from tests.pages import errors, link, of_class, text_of, texts, tree, typed

ORGANISATION = {
    "id": an_id(),
    "name": "Northmoor <b>",
    "active": True,
    "count_of_live_services": 1,
    "domains": [],
}
NUMBER = {"id": an_id(), "number": "07700900500", "provider": "mmg", "service": None, "active": True}
RETENTION = {"id": an_id(), "notification_type": "sms", "days_of_retention": 30}


@pytest.fixture
def admin(world):
    return world.sign_in(a_user(platform_admin=True), world.service)


@pytest.fixture
def knows(api, world):
    """The API takes every change, and an event."""
    api.answers("POST", world.path, {"data": {}})
    api.answers("POST", "/events", {"data": {}}, status=201)
    api.answers("GET", f"{world.path}/template", {"data": []})
    api.answers("GET", "/organisations", [ORGANISATION, {**ORGANISATION, "id": an_id(), "name": "Eastgate"}])
    api.answers("GET", f"{world.path}/data-retention", [RETENTION])
    api.answers("GET", f"{world.path}/billing/free-sms-fragment-limit", {"free_sms_fragment_limit": 30_000})


@pytest.fixture
def sent(api, world):
    """What the service was changed to."""
    return lambda: [asked.body for asked in api.asked_to("POST", world.path)]


@pytest.mark.usefixtures("knows")
class TestAttributes:
    @pytest.mark.parametrize(
        ("page", "typed_in", "expected"),
        [
            (
                "service-settings/set-message-limit/sms",
                {"message_limit": "1,500"},
                {"sms_message_limit": 1500},
            ),
            (
                "service-settings/set-message-limit/letter",
                {"message_limit": "0"},
                {"letter_message_limit": 0},
            ),
            ("service-settings/set-rate-limit", {"rate_limit": "60"}, {"rate_limit": 60}),
            ("service-settings/switch-count-as-live", {"enabled": "False"}, {"count_as_live": False}),
            ("notes", {"notes": "Ask <b>Ada</b>"}, {"notes": "Ask <b>Ada</b>"}),
            ("notes", {"notes": " "}, {"notes": None}),
            (
                "edit-billing-details",
                {"purchase_order_number": "PO 1"},
                {
                    "billing_contact_email_addresses": None,
                    "billing_contact_names": None,
                    "billing_reference": None,
                    "notes": None,
                    "purchase_order_number": "PO 1",
                },
            ),
            (
                "service-settings/permissions/sms_to_uk_landlines",
                {"enabled": "True"},
                {"permissions": ["email", "sms", "letter", "international_sms", "sms_to_uk_landlines"]},
            ),
        ],
    )
    def test_are_changed(self, admin, world, sent, page, typed_in, expected):
        answer = admin.post(f"/services/{world.service['id']}/{page}", typed_in)

        assert (answer.status_code, answer["Location"]) == (302, world.url)
        assert expected.items() <= sent()[0].items()

    @pytest.mark.parametrize("number", ["-1", "many", "2000000001", "1.5", ""])
    def test_a_limit_is_a_whole_number(self, api, admin, world, number):
        page = admin.post(f"{world.url}/set-rate-limit", {"rate_limit": number})

        assert len(errors(page)) == 1
        assert typed(page, "rate_limit") == [number]
        assert api.writes == []

    def test_what_the_api_has_no_room_for_stays_in_the_form(self, api, admin, world):
        too_long = {"billing_reference": "R" * 256, "purchase_order_number": "P" * 256}

        page = admin.post(f"/services/{world.service['id']}/edit-billing-details", too_long)

        assert errors(page) == [
            "Reference must be 255 characters or fewer",
            "Purchase order number must be 255 characters or fewer",
        ]
        assert api.writes == []

    def test_a_feature_that_is_not_for_this_page_is_not_found(self, api, admin, world):
        assert admin.post(f"{world.url}/permissions/email", {"enabled": "True"}).status_code == 404
        assert api.writes == []


@pytest.mark.usefixtures("knows")
class TestLive:
    def test_a_service_becomes_live_with_its_limits_and_an_event(self, api, admin, world, sent):
        world.is_now(restricted=True, volume_email=100)

        admin.post(f"{world.url}/switch-live", {"enabled": "True"})

        assert {"restricted": False, "email_message_limit": 250_000}.items() <= sent()[0].items()
        event = api.asked_to("POST", "/events")[0].body
        assert event["event_type"] == "update_service_status"
        assert {"original_status": "trial", "new_status": "live"}.items() <= event["data"].items()

    def test_emails_are_switched_off_where_nobody_needs_them(self, admin, world, sent):
        world.is_now(restricted=True, volume_email=0)

        admin.post(f"{world.url}/switch-live", {"enabled": "True"})

        assert sent()[-1]["permissions"] == ["sms", "letter", "international_sms"]

    def test_a_template_for_emails_keeps_them_on(self, api, admin, world, sent):
        world.is_now(restricted=True, volume_email=None)
        row = {
            "id": an_id(),
            "name": "Permit",
            "template_type": "email",
            "folder": None,
            "is_precompiled_letter": False,
        }
        api.answers("GET", f"{world.path}/template", {"data": [row]})

        admin.post(f"{world.url}/switch-live", {"enabled": "True"})

        assert len(sent()) == 1

    def test_back_into_trial_mode(self, admin, world, sent):
        admin.post(f"{world.url}/switch-live", {"enabled": "False"})

        assert {"restricted": True, "sms_message_limit": 50}.items() <= sent()[0].items()

    def test_a_service_that_is_there_already_keeps_its_limits(self, api, admin, world):
        admin.post(f"{world.url}/switch-live", {"enabled": "True"})

        assert api.writes == []

    def test_trial_mode_ends_a_request_to_go_live(self, api, admin, world, sent):
        world.is_now(restricted=True, has_active_go_live_request=True)

        admin.post(f"{world.url}/switch-live", {"enabled": "False"})

        assert sent()[0]["has_active_go_live_request"] is False
        event = api.asked_to("POST", "/events")[0].body["data"]
        assert (event["original_status"], event["new_status"]) == ("requested", "trial")


@pytest.mark.usefixtures("knows")
class TestOrganisation:
    def test_is_chosen_from_those_in_use(self, api, admin, world):
        path = f"/organisations/{ORGANISATION['id']}/service"
        api.answers("POST", path, status=204)

        admin.post(f"{world.url}/link-service-to-organisation", {"organisations": ORGANISATION["id"]})

        assert api.asked_to("POST", path)[0].body == {"service_id": world.service["id"]}

    def test_may_be_searched(self, admin, world):
        page = admin.get(f"{world.url}/link-service-to-organisation?search=north")

        radios = [box.get("value") for box in tree(page).iter("input") if box.get("type") == "radio"]
        assert radios == [ORGANISATION["id"]]

    def test_of_very_many_the_first_are_shown_with_the_one_it_is_now(self, api, admin, world):
        many = [{**ORGANISATION, "id": an_id(), "name": f"Council {number:04}"} for number in range(3_000)]
        world.is_now(organisation=many[-1]["id"])
        api.answers("GET", "/organisations", many)

        page = admin.get(f"{world.url}/link-service-to-organisation")

        radios = [box.get("value") for box in tree(page).iter("input") if box.get("type") == "radio"]
        assert radios == [one["id"] for one in (*many[:50], many[-1])]
        assert "The first 50 of 3,000 are shown. Search for the others." in texts(page, "p")

    def test_every_one_may_be_chosen_whatever_is_shown(self, api, admin, world):
        many = [{**ORGANISATION, "id": an_id(), "name": f"Council {number:02}"} for number in range(60)]
        path = f"/organisations/{many[-1]['id']}/service"
        api.answers("GET", "/organisations", many)
        api.answers("POST", path, status=204)

        admin.post(f"{world.url}/link-service-to-organisation", {"organisations": many[-1]["id"]})

        assert len(api.asked_to("POST", path)) == 1

    def test_one_that_does_not_exist_is_refused(self, api, admin, world):
        page = admin.post(f"{world.url}/link-service-to-organisation", {"organisations": an_id()})

        assert errors(page) == ["Select an organisation"]
        assert api.writes == []


@pytest.mark.usefixtures("knows")
class TestInboundNumber:
    @pytest.fixture
    def path(self, api, world):
        path = f"/inbound-number/service/{world.service['id']}"
        api.answers("GET", "/inbound-number/available", {"data": [NUMBER]})
        api.answers("GET", path, {"data": {}})
        api.answers("POST", path, {}, status=201)
        return path

    def test_is_chosen_switched_on_and_recorded(self, api, admin, world, sent, path):
        admin.post(f"{world.url}/set-inbound-number", {"inbound_number": NUMBER["id"]})

        assert api.asked_to("POST", path)[0].body == {"inbound_number_id": NUMBER["id"]}
        assert "inbound_sms" in sent()[0]["permissions"]
        assert api.asked_to("POST", "/events")[0].body["data"]["inbound_number_id"] == NUMBER["id"]

    def test_a_service_keeps_the_one_it_has(self, api, admin, world, path):
        api.answers("GET", path, {"data": NUMBER})

        page = admin.post(f"{world.url}/set-inbound-number", {"inbound_number": NUMBER["id"]})

        assert "This service receives text messages at 07700900500." in texts(page, "p")
        assert api.writes == []


@pytest.mark.usefixtures("knows")
class TestDataRetention:
    @pytest.fixture
    def url(self, world):
        return f"/services/{world.service['id']}/data-retention"

    def test_shows_what_is_set(self, admin, url):
        page = admin.get(url)

        assert [text_of(cell) for cell in of_class(page, "govuk-summary-list__value")] == ["30 days"]
        assert link(page, "Add data retention") == f"{url}/add"

    def test_is_added_for_a_channel_that_has_none(self, api, admin, world, url):
        api.answers("POST", f"{world.path}/data-retention", {"result": {}}, status=201)

        page = admin.get(f"{url}/add")
        admin.post(f"{url}/add", {"notification_type": "email", "days_of_retention": "3"})

        radios = [box.get("value") for box in tree(page).iter("input") if box.get("type") == "radio"]
        assert radios == ["email", "letter"]
        body = api.asked_to("POST", f"{world.path}/data-retention")[0].body
        assert body == {"notification_type": "email", "days_of_retention": 3}

    def test_is_changed(self, api, admin, world, url):
        path = f"{world.path}/data-retention/{RETENTION['id']}"
        api.answers("POST", path, status=204)

        admin.post(f"{url}/{RETENTION['id']}/edit", {"days_of_retention": "90"})

        assert api.asked_to("POST", path)[0].body == {"days_of_retention": 90}

    @pytest.mark.parametrize("days", ["2", "91"])
    def test_is_between_3_and_90_days(self, api, admin, url, days):
        page = admin.post(f"{url}/{RETENTION['id']}/edit", {"days_of_retention": days})

        assert errors(page) == ["Number of days must be between 3 and 90"]
        assert api.writes == []

    def test_one_of_another_service_is_not_found(self, admin, url):
        assert admin.get(f"{url}/{an_id()}/edit").status_code == 404


@pytest.mark.usefixtures("knows")
class TestFreeTexts:
    def test_are_set_for_this_year(self, api, admin, world):
        path = f"{world.path}/billing/free-sms-fragment-limit"
        api.answers("POST", path, {"free_sms_fragment_limit": 0}, status=201)

        page = admin.get(f"{world.url}/set-free-sms-allowance")
        admin.post(f"{world.url}/set-free-sms-allowance", {"free_sms_allowance": "0"})

        assert typed(page, "free_sms_allowance") == ["30000"]
        assert api.asked_to("POST", path)[0].body == {"free_sms_fragment_limit": 0}
