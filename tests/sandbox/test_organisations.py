"""Organisations, their domains and services."""

import itertools

import pytest

NAMES = (f"Council of Elsewhere {number}" for number in itertools.count(1))


@pytest.fixture
def organisation(api):
    body = {"name": next(NAMES), "crown": False, "organisation_type": "local"}
    return api.post("/organisations", body).json()


class TestCreating:
    def test_needs_three_things(self, api):
        answer = api.post("/organisations", {})

        assert [error["message"] for error in answer.json()["errors"]] == [
            "name is a required property",
            "crown is a required property",
            "organisation_type is a required property",
        ]

    def test_a_name_is_used_once(self, api, organisation):
        body = {"name": organisation["name"], "crown": True, "organisation_type": "central"}
        answer = api.post("/organisations", body)

        assert (answer.status_code, answer.json()["message"]) == (400, "Organisation name already exists")

    def test_a_type_is_one_of_a_list(self, api):
        answer = api.post("/organisations", {"name": "X", "crown": True, "organisation_type": "pirate"})

        assert answer.json()["errors"][0]["message"].startswith(
            "organisation_type pirate is not one of [central, local"
        )


class TestChanging:
    def test_details(self, api, organisation):
        path = f"/organisations/{organisation['id']}"
        body = {
            "domains": ["elsewhere.gov.uk"],
            "agreement_signed_at": "2026-08-20T13:05:06.000000Z",
            "notes": "n",
        }
        answer = api.post(path, body)
        after = api.get(path).json()
        api.post(path, {"domains": []})

        assert answer.status_code == 204
        assert (after["domains"], after["notes"]) == (["elsewhere.gov.uk"], "n")
        assert after["agreement_signed_at"] == "Thu, 20 Aug 2026 13:05:06 GMT"

    def test_permissions_come_alone(self, api, organisation):
        path = f"/organisations/{organisation['id']}"
        api.post(path, {"permissions": ["can_ask_to_join_a_service"], "name": "Ignored"})
        after = api.get(path).json()

        assert (after["permissions"], after["name"]) == (["can_ask_to_join_a_service"], organisation["name"])

    def test_a_domain_belongs_to_one(self, api, organisation):
        answer = api.post(f"/organisations/{organisation['id']}", {"domains": ["meadowbridge.gov.uk"]})

        assert (answer.status_code, answer.json()["message"]) == (400, "Domain already exists")

    def test_an_unknown_one_is_404(self, api):
        answer = api.post("/organisations/00000000-0000-0000-0000-000000000000", {"name": "x"})

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")

    def test_archiving_one_that_is_empty(self, api, organisation, organisations):
        used = api.post(f"/organisations/{organisations['rivers']}/archive")
        empty = api.post(f"/organisations/{organisation['id']}/archive")

        assert (used.status_code, empty.status_code) == (400, 204)
        assert api.get(f"/organisations/{organisation['id']}").json()["active"] is False


class TestFinding:
    @pytest.mark.parametrize(
        "domain", ["meadowbridge.gov.uk", "parks.meadowbridge.gov.uk", "MEADOWBRIDGE.gov.uk"]
    )
    def test_by_domain_or_subdomain(self, api, organisations, domain):
        assert (
            api.get("/organisations/by-domain", domain=domain).json()["id"] == organisations["meadowbridge"]
        )

    def test_a_domain_that_only_ends_alike_is_404(self, api):
        assert api.get("/organisations/by-domain", domain="not-meadowbridge.gov.uk").status_code == 404

    @pytest.mark.parametrize("domain", ["", "rosa@meadowbridge.gov.uk"])
    def test_an_address_is_no_domain(self, api, domain):
        assert api.get("/organisations/by-domain", domain=domain).status_code == 400

    def test_of_a_service(self, api, services, organisations):
        found = api.get(f"/service/{services['council_tax']}/organisation").json()

        assert (found["id"], found["count_of_live_services"]) == (organisations["meadowbridge"], 2)

    def test_a_service_without_one(self, api):
        assert api.get("/service/00000000-0000-0000-0000-000000000000/organisation").json() == {}

    def test_a_new_one_is_a_version_of_the_service(self, api, services, organisation):
        path = f"/service/{services['patient_feedback']}"
        before = api.data(f"{path}/history")["service_history"]
        api.post(f"/organisations/{organisation['id']}/service", {"service_id": services["patient_feedback"]})
        after = api.data(f"{path}/history")["service_history"]

        assert [row["version"] for row in after] == [row["version"] for row in before] + [len(after)]
        assert api.data(path)["organisation_type"] == organisation["organisation_type"]

    def test_a_service_can_change_hands(self, api, services, organisation):
        path = f"/organisations/{organisation['id']}"
        answer = api.post(f"{path}/service", {"service_id": services["patient_feedback"]})

        assert answer.status_code == 204
        assert [row["name"] for row in api.get(f"{path}/services").json()] == ["Patient feedback"]
        assert api.data(f"/service/{services['patient_feedback']}")["organisation_type"] == "local"
