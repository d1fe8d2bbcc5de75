"""Accounts and teams."""

import pytest

ALL = [
    "manage_users",
    "manage_templates",
    "manage_settings",
    "send_texts",
    "send_emails",
    "send_letters",
    "manage_api_keys",
    "view_activity",
]


def permissions(*names):
    return {"permissions": [{"permission": name} for name in names], "folder_permissions": []}


@pytest.fixture
def register(api):
    def create(email, **more):
        body = {
            "name": "New Person",
            "email_address": email,
            "mobile_number": "07700900777",
            "password": "otter-otter-1",
        }
        return api.post("/user", body | more)

    return create


class TestRegistering:
    def test_makes_a_pending_account_that_can_be_activated(self, api, register):
        user = register("new.person@meadowbridge.gov.uk").json()["data"]
        activated = api.post(f"/user/{user['id']}/activate").json()["data"]
        again = api.post(f"/user/{user['id']}/activate")

        assert (user["state"], user["auth_type"], user["logged_in_at"]) == ("pending", "sms_auth", None)
        assert activated["state"] == "active"
        assert (again.status_code, again.json()["message"]) == (400, "User already active")

    def test_a_second_account_with_the_address_is_refused(self, register, people):
        answer = register(people["manager"]["email_address"].upper())

        text = "Somebody with this email address already has an account"
        assert (answer.status_code, answer.json()["message"]) == (400, {"email_address": [text]})

    def test_bad_fields_are_named(self, register):
        answer = register("not-an-email", mobile_number="123")

        assert answer.json() == {
            "result": "error",
            "message": {
                "email_address": ["Not a valid email address"],
                "mobile_number": ["Invalid phone number: Not enough digits"],
            },
        }

    def test_missing_fields_are_named(self, api):
        answer = api.post("/user", {})

        assert answer.json()["message"] == {
            name: ["Missing data for required field."] for name in ("email_address", "name", "password")
        }


class TestFinding:
    def test_by_address_in_any_case(self, api, people):
        answer = api.post("/user/email", {"email": people["manager"]["email_address"].upper()})

        assert answer.json()["data"]["id"] == people["manager"]["id"]

    def test_nobody(self, api):
        answer = api.post("/user/email", {"email": "nobody@nowhere.gov.uk"})

        assert (answer.status_code, answer.json()) == (404, {"result": "error", "message": "No result found"})

    def test_something_that_is_no_address(self, api):
        answer = api.post("/user/email", {"email": "nobody"})

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            {"email": ["Not a valid email address"]},
        )

    def test_by_part_of_an_address(self, api):
        found = api.post("/user/find-users-by-email", {"email": "MEADOWBRIDGE"}).json()["data"]

        assert {"Rosa Delgado", "Isla Fraser"} <= {user["name"] for user in found}


class TestChanging:
    def test_one_attribute_leaves_the_others(self, api, people):
        person = people["viewer"]
        changed = api.post(f"/user/{person['id']}", {"name": "Gareth Pugh-Jones"}).json()["data"]

        assert (changed["name"], changed["email_address"]) == ("Gareth Pugh-Jones", person["email_address"])

    def test_texts_need_a_number(self, api, people):
        answer = api.post(f"/user/{people['email_link']['id']}", {"auth_type": "sms_auth"})

        assert answer.status_code == 400
        assert answer.json()["message"] == "Mobile number must be set if auth_type is set to sms_auth"

    def test_unknown_attributes_are_refused(self, api, people):
        answer = api.post(f"/user/{people['viewer']['id']}", {"password": "x"})

        assert answer.json()["message"] == {"_schema": ["Unknown field name password"]}

    def test_signing_out_sets_the_session_to_null(self, api, people):
        path = f"/user/{people['viewer']['id']}"
        api.post(path, {"current_session_id": "7c9f8471-444c-401a-9477-2368e3586227"})
        changed = api.post(path, {"current_session_id": None}).json()["data"]

        assert changed["current_session_id"] is None

    def test_a_manager_who_changes_an_address_is_named_in_an_email(self, api, sandbox, people):
        new = "amina.h@rivers-harbours.gov.uk"
        api.post(
            f"/user/{people['sender']['id']}", {"email_address": new, "updated_by": people["manager"]["id"]}
        )

        assert "Morgan Ellis" in sandbox.outbox(new)[0]["body"]

    def test_platform_admin_can_only_be_taken_away(self, api, register):
        user = register("ex.admin@meadowbridge.gov.uk").json()["data"]
        given = api.post(f"/user/{user['id']}", {"platform_admin": True})
        taken = api.post(f"/user/{user['id']}", {"platform_admin": False})

        assert (given.status_code, taken.status_code) == (400, 200)


class TestTeams:
    def test_joining_and_leaving_a_team(self, api, register, services):
        user = register("joiner@meadowbridge.gov.uk").json()["data"]
        api.post(f"/user/{user['id']}/activate")
        path = f"/service/{services['library_loans']}/users/{user['id']}"
        joined = api.post(path, permissions("view_activity", "send_texts"))
        member = api.data(f"/user/{user['id']}")
        again = api.post(path, permissions("view_activity"))
        left = api.delete(path, {"created_by": user["id"]})

        assert (joined.status_code, joined.json()["data"]["id"]) == (201, services["library_loans"])
        assert member["permissions"] == {services["library_loans"]: ["view_activity", "send_texts"]}
        text = f"User id: {user['id']} already part of service id: {services['library_loans']}"
        assert (again.status_code, again.json()["message"]) == (400, text)
        assert left.status_code == 204
        assert api.data(f"/user/{user['id']}")["services"] == []

    def test_a_stranger_cannot_be_removed(self, api, services, people):
        answer = api.delete(f"/service/{services['library_loans']}/users/{people['viewer']['id']}")

        assert (answer.status_code, answer.json()["message"]) == (404, "User not found")

    def test_a_live_service_keeps_two_managers(self, api, services, people):
        person = people["email_link"]["id"]
        demoted = api.post(
            f"/user/{person}/service/{services['council_tax']}/permission", permissions("view_activity")
        )
        removed = api.delete(f"/service/{services['council_tax']}/users/{person}")

        text = "Cannot change user permissions - service would have too few users with manage_settings"
        assert (demoted.status_code, demoted.json()["message"]) == (400, text)
        assert (removed.status_code, removed.json()["message"]) == (
            400,
            "User cannot be removed from the service",
        )

    def test_permissions_and_folders_are_replaced(self, api, services, people):
        service, person = services["boat_licences"], people["template_editor"]["id"]
        folders = api.get(f"/service/{service}/template-folder").json()["template_folders"]
        wanted = next(folder for folder in folders if folder["name"] == "Enforcement")
        body = permissions("manage_templates", "view_activity") | {"folder_permissions": [wanted["id"]]}
        answer = api.post(f"/user/{person}/service/{service}/permission", body)

        after = api.get(f"/service/{service}/template-folder").json()["template_folders"]
        seen = [folder["name"] for folder in after if person in folder["users_with_permission"]]
        assert answer.status_code == 204
        assert api.data(f"/user/{person}")["permissions"][service] == ["manage_templates", "view_activity"]
        assert seen == ["Enforcement"]

    @pytest.mark.parametrize("place", ["service", "organisation"])
    def test_an_unknown_permission_is_not_found(self, api, services, organisations, people, place):
        person, body = people["manager"]["id"], {"permissions": [{"permission": "fly"}]}
        path = {
            "service": f"/user/{person}/service/{services['boat_licences']}/permission",
            "organisation": f"/organisations/{organisations['rivers']}/users/{person}",
        }
        answer = api.post(path[place], body)

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")
        assert len(api.data(f"/user/{person}")["permissions"][services["boat_licences"]]) == 8

    def test_organisation_members(self, api, organisations, people):
        path = f"/organisations/{organisations['northmoor']}/users/{people['hospital_manager']['id']}"
        added = api.post(path, {"permissions": [{"permission": "can_make_services_live"}]}).json()["data"]
        members = api.data(f"/organisations/{organisations['northmoor']}/users")
        api.delete(path)

        assert added["organisation_permissions"] == {organisations["northmoor"]: ["can_make_services_live"]}
        assert [member["id"] for member in members] == [people["hospital_manager"]["id"]]
        assert api.data(f"/organisations/{organisations['northmoor']}/users") == []


class TestArchiving:
    def test_somebody_nobody_depends_on(self, api, register):
        user = register("leaver@meadowbridge.gov.uk").json()["data"]
        answer = api.post(f"/user/{user['id']}/archive")
        archived = api.data(f"/user/{user['id']}")

        assert answer.status_code == 204
        assert (archived["name"], archived["state"]) == ("Archived user", "inactive")
        assert archived["current_session_id"] == "00000000-0000-0000-0000-000000000000"
        assert archived["email_address"].endswith(f"_{user['id']}@notify.tools")

    def test_not_the_last_manager(self, api, people):
        answer = api.post(f"/user/{people['hospital_manager']['id']}/archive")

        assert answer.status_code == 400
        assert answer.json()["message"].startswith("User cannot be removed from a service")
