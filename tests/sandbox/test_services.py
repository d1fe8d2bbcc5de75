"""Services, their settings, keys and invitations."""

import itertools

import pytest

NAMES = (f"A new service {number}" for number in itertools.count(1))
DEFAULT_PERMISSIONS = ["sms", "email", "letter", "international_sms", "international_letters"]


@pytest.fixture
def create(api, people):
    def make(**more):
        creator = people["council_manager"]["id"]
        body = {
            "name": next(NAMES),
            "active": True,
            "restricted": True,
            "organisation_type": "central",
            "user_id": creator,
            "created_by": creator,
            "email_message_limit": 50,
            "sms_message_limit": 50,
            "letter_message_limit": 50,
            "international_sms_message_limit": 50,
        }
        return api.post("/service", body | more)

    return make


@pytest.fixture
def service(create):
    return create().json()["data"]


class TestCreating:
    def test_belongs_to_the_organisation_of_the_creators_address(self, create, organisations):
        answer = create()
        made = answer.json()["data"]

        assert answer.status_code == 201
        assert (made["organisation"], made["organisation_type"]) == (organisations["meadowbridge"], "local")
        assert made["permissions"] == DEFAULT_PERMISSIONS
        assert (made["restricted"], made["go_live_at"]) == (True, None)

    def test_its_creator_may_do_everything(self, api, service, people):
        user = api.data(f"/user/{people['council_manager']['id']}")

        assert len(user["permissions"][service["id"]]) == 8

    def test_an_unknown_type_of_organisation_is_refused_unless_the_creator_has_one(
        self, api, create, service
    ):
        body = {"name": "Stranger", "email_address": "st@nowhere.example", "password": "quiet-meadow-77"}
        stranger = api.post("/user", body | {"auth_type": "email_auth"}).json()["data"]["id"]
        belongs = create(organisation_type="nonsense")
        alone = create(organisation_type="nonsense", user_id=stranger)
        changed = api.post(f"/service/{service['id']}", {"organisation_type": "nonsense"})

        assert (belongs.status_code, belongs.json()["data"]["organisation_type"]) == (201, "local")
        assert (alone.status_code, changed.status_code) == (400, 400)

    def test_a_name_is_used_once(self, create, service):
        answer = create(name=service["name"].upper())

        text = f"Duplicate service name '{service['name'].upper()}'"
        assert (answer.status_code, answer.json()["message"]) == (400, {"name": [text]})

    @pytest.mark.parametrize(
        ("raw", "status", "message"),
        [
            ("{bad", 400, "The browser (or proxy) sent a request that this server could not understand."),
            ("", 400, "The browser (or proxy) sent a request that this server could not understand."),
            ("[]", 400, {"_schema": ["Invalid input type."]}),
            ("{}", 400, {"user_id": ["Missing data for required field."]}),
        ],
    )
    def test_bodies_that_are_none(self, api, raw, status, message):
        answer = api.request("POST", "/service", data=raw, headers={"Content-Type": "application/json"})

        assert (answer.status_code, answer.json()) == (status, {"result": "error", "message": message})


class TestChanging:
    def test_one_key_leaves_the_others_and_is_remembered(self, api, service, people):
        path, manager = f"/service/{service['id']}", people["council_manager"]["id"]
        changed = api.post(path, {"volume_sms": 9, "created_by": manager, "unknown": 1}).json()["data"]
        history = api.data(f"{path}/history")["service_history"]

        assert changed == service | {"volume_sms": 9}
        assert [row["version"] for row in history] == [1, 2]

    def test_the_sender_follows_the_name(self, api, service):
        path = f"/service/{service['id']}"
        named = api.post(path, {"name": "Parks & Gardens  Team"}).json()["data"]
        custom = api.post(path, {"custom_email_sender_name": "Ask Us"}).json()["data"]

        assert (named["email_sender_local_part"], custom["email_sender_local_part"]) == (
            "parks.gardens.team",
            "ask.us",
        )

    def test_going_live(self, api, service):
        body = {
            "restricted": False,
            "go_live_at": "2026-11-23 09:17:13.772706",
            "email_message_limit": 250_000,
        }
        live = api.post(f"/service/{service['id']}", body).json()["data"]

        assert (live["restricted"], live["go_live_at"]) == (False, "2026-11-23 09:17:13.772706")
        assert live["email_message_limit"] == 250_000

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            (
                {"permissions": ["sms", "nonsense"]},
                {"permissions": ["Invalid Service Permission: 'nonsense'"]},
            ),
            ({"permissions": ["sms", "sms"]}, {"permissions": ["Duplicate Service Permission: ['sms']"]}),
            ({"email_message_limit": "x"}, {"email_message_limit": ["Not a valid integer."]}),
            ({"go_live_at": "soon"}, {"go_live_at": ["Not a valid datetime."]}),
            ({"name": None}, {"name": ["Field may not be null."]}),
            ({"created_by": "x"}, {"created_by": ["Not a valid UUID."]}),
        ],
    )
    def test_bad_values_are_named(self, api, service, body, message):
        answer = api.post(f"/service/{service['id']}", body)

        assert (answer.status_code, answer.json()["message"]) == (400, message)

    def test_archiving(self, api, service, people):
        path = f"/service/{service['id']}"
        answer = api.post(f"{path}/archive")
        archived = api.data(path)

        assert answer.status_code == 204
        assert archived["active"] is False
        assert archived["name"].startswith("_archived_")
        assert service["id"] not in api.data(f"/user/{people['council_manager']['id']}")["services"]

    def test_an_unknown_one_is_404(self, api):
        answer = api.get("/service/00000000-0000-0000-0000-000000000000")

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")


class TestListing:
    def test_the_flag_only_active_is_the_word_true(self, api, services):
        active = {row["id"] for row in api.data("/service", only_active="True")}
        everything = {row["id"] for row in api.data("/service", only_active="true")}

        assert services["flood_wardens"] in everything - active

    def test_those_of_a_person(self, api, people, services):
        found = {row["id"] for row in api.data("/service", user_id=people["hospital_manager"]["id"])}

        assert found == {services["outpatients"], services["patient_feedback"]}

    def test_live_counts(self, api):
        assert api.get("/_status/live-service-and-organisation-counts").json()["organisations"] == 3


class TestKeys:
    def test_a_key_is_shown_once_and_can_be_revoked(self, api, services, people):
        service = f"/service/{services['moorings']}"
        body = {"name": "Website", "key_type": "normal", "created_by": people["manager"]["id"]}
        made, again = api.post(f"{service}/api-key", body), api.post(f"{service}/api-key", body)
        key = api.get(f"{service}/api-keys").json()["apiKeys"][0]
        revoked = api.post(f"{service}/api-key/revoke/{key['id']}", {"created_by": people["manager"]["id"]})
        after = api.get(f"{service}/api-keys").json()["apiKeys"][0]
        history = api.data(f"{service}/history")["api_key_history"]

        assert (made.status_code, len(made.json()["data"])) == (201, 36)
        assert (again.status_code, again.json()["message"]) == (
            400,
            {"name": ["A key with this name already exists"]},
        )
        assert (key["expiry_date"], key["version"]) == (None, 1)
        assert (revoked.status_code, revoked.json()) == (202, {})
        assert (after["expiry_date"] is not None, after["version"]) == (True, 2)
        assert len(history) == 2

    def test_an_empty_body_is_named(self, api, services):
        answer = api.post(f"/service/{services['moorings']}/api-key", {})

        assert answer.json()["message"] == {
            name: ["Missing data for required field."] for name in ("created_by", "key_type", "name")
        }


class TestSettings:
    def test_guests(self, api, services):
        path = f"/service/{services['moorings']}/guest-list"
        guests = {"email_addresses": ["guest@example.com"], "phone_numbers": ["07700900123"]}
        changed = api.request("PUT", path, json=guests)
        refused = api.request("PUT", path, json={"email_addresses": ["bad"], "phone_numbers": []})

        assert changed.status_code == 204
        text = 'Invalid guest list: "bad" is not a valid email address or phone number'
        assert (refused.status_code, refused.json()["message"]) == (400, text)
        assert api.get(path).json() == guests

    def test_retention(self, api, services):
        path = f"/service/{services['moorings']}/data-retention"
        made = api.post(path, {"notification_type": "sms", "days_of_retention": 4}).json()["result"]
        changed = api.post(f"{path}/{made['id']}", {"days_of_retention": 5})

        assert changed.status_code == 204
        assert [row["days_of_retention"] for row in api.get(path).json()] == [5]


class TestCallbacks:
    def test_from_made_to_gone(self, api, services, people):
        service = f"/service/{services['moorings']}"
        author = people["manager"]["id"]
        body = {"url": "https://example.com/a", "bearer_token": "ten-letters", "updated_by_id": author}
        made = api.post(f"{service}/callback-api", body | {"callback_type": "inbound_sms"}).json()["data"]
        again = api.post(f"{service}/callback-api", body | {"callback_type": "inbound_sms"})
        path = f"{service}/callback-api/{made['id']}"
        changed = api.post(path, {"url": "https://example.com/b", "updated_by_id": author}).json()["data"]
        listed = api.data(service)["service_callback_api"]
        gone = api.request("DELETE", path, params={"callback_type": "inbound_sms"})

        assert again.status_code == 400
        assert (changed["url"], "bearer_token" in changed) == ("https://example.com/b", False)
        assert listed == [{"callback_id": made["id"], "callback_type": "inbound_sms"}]
        assert (gone.status_code, api.data(service)["service_callback_api"]) == (204, [])

    def test_only_over_tls_and_with_a_long_token(self, api, services, people):
        body = {"url": "http://insecure", "bearer_token": "short", "updated_by_id": people["manager"]["id"]}
        answer = api.post(f"/service/{services['moorings']}/callback-api", body)

        assert [error["message"] for error in answer.json()["errors"]] == [
            "url is not a valid https url",
            "bearer_token short is too short",
        ]

    def test_an_unknown_one_is_not_found(self, api, services):
        path = f"/service/{services['moorings']}/callback-api/00000000-0000-0000-0000-000000000000"

        assert api.get(path).status_code == 404


class TestInvitations:
    def test_an_emailed_token_leads_back_to_the_invitation(self, api, sandbox, services, people):
        body = {
            "email_address": "guest@rivers-harbours.gov.uk",
            "from_user": people["manager"]["id"],
            "permissions": "view_activity",
            "invite_link_host": "http://portal.test",
        }
        made = api.post(f"/service/{services['moorings']}/invite", body).json()["data"]
        link = sandbox.latest_link("guest@rivers-harbours.gov.uk")
        checked = api.get(f"/invite/service/check/{link.rpartition('/')[2]}").json()["data"]
        path = f"/service/{services['moorings']}/invite/{made['id']}"
        accepted = api.post(path, {"status": "accepted"}).json()["data"]

        assert link.startswith("http://portal.test/invitation/")
        assert checked == made
        assert accepted == made | {"status": "accepted"}

    def test_a_broken_token_is_400(self, api):
        answer = api.get("/invite/service/check/nonsense")

        assert answer.status_code == 400
        assert list(answer.json()["message"]) == ["invitation"]
