"""People: registered, found, changed, archived."""

from uuid import uuid4

import pytest

from gateway import acting_as
from gateway.errors import BadRequest, NotFound
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import service_api_client, template_folder_api_client, user_api_client


class TestRegistering:
    def test_a_person_is_pending_until_activated(self):
        address = f"{uuid4()}@rivers-harbours.gov.uk"
        person = user_api_client.register_user(
            "Ada Okafor", address, "07700900222", "long password", "sms_auth"
        )
        before, after = around(
            lambda: user_api_client.get_user(person["id"])["state"],
            lambda: user_api_client.activate_user(person["id"]),
        )

        assert (person["name"], person["email_address"], person["services"]) == ("Ada Okafor", address, [])
        assert (before, after) == ("pending", "active")
        with pytest.raises(BadRequest):
            user_api_client.activate_user(person["id"])


class TestFinding:
    def test_an_id_that_nobody_has(self):
        with pytest.raises(NotFound):
            user_api_client.get_user(str(uuid4()))

    def test_by_address(self, people):
        rosa = people["council_manager"]
        found = user_api_client.get_user_by_email(rosa["email_address"].upper())

        assert (found["id"], found["name"]) == (rosa["id"], "Rosa Delgado")
        assert found == user_api_client.get_user_by_email_or_none(rosa["email_address"])
        assert user_api_client.get_user_by_email_or_none("nobody@rivers-harbours.gov.uk") is None

    def test_by_a_part_of_the_address(self, people):
        rows = user_api_client.find_users_by_full_or_partial_email("@northmoor.nhs.uk")["data"]

        assert {row["id"] for row in rows} == {people["hospital_manager"]["id"], people["developer"]["id"]}
        assert rows[0].keys() == {"id", "name", "email_address", "mobile_number"}

    def test_what_they_belong_to(self, people, services, organisations):
        belongs = user_api_client.get_organisations_and_services_for_user(people["council_manager"]["id"])

        assert {row["id"] for row in belongs["organisations"]} == {organisations["meadowbridge"]}
        names = {"council_tax", "bin_collections", "library_loans"}
        assert {row["id"] for row in belongs["services"]} == {services[name] for name in names}
        assert belongs["services"][0].keys() == {"id", "name", "restricted", "organisation"}


class TestChanging:
    def test_the_next_reader_sees_it(self, newcomer):
        before, after = around(
            lambda: user_api_client.get_user(newcomer),
            lambda: user_api_client.update_user_attribute(
                newcomer, mobile_number="07700900333", take_part_in_research=False
            ),
        )

        changed = {name: after[name] for name in after if after[name] != before[name]}
        assert changed == {"mobile_number": "07700900333", "take_part_in_research": False}

    def test_a_new_name_stands_beside_templates_too(self, service_id, newcomer):
        user_api_client.add_user_to_service(service_id, newcomer, ["manage_templates"], [])
        with acting_as(newcomer):
            template = service_api_client.create_service_template(
                name="Late ferry", type_="sms", content="Hello", service_id=service_id
            )["data"]
        before, after = around(
            lambda: service_api_client.get_service_template_versions(service_id, template["id"])["data"][0],
            lambda: user_api_client.update_user_attribute(newcomer, name="Ada Lovelace"),
        )

        names = [version["created_by"]["name"] for version in (before, after)]
        assert names == ["Ada Okafor", "Ada Lovelace"]

    def test_archiving_takes_them_out_of_everything(self, service_id, newcomer):
        folder = template_folder_api_client.create_template_folder(service_id, "Winter")
        user_api_client.add_user_to_service(service_id, newcomer, ["view_activity"], [folder])
        before, after = around(
            lambda: template_folder_api_client.get_template_folder(service_id, folder)[
                "users_with_permission"
            ],
            lambda: user_api_client.archive_user(newcomer),
        )
        person = user_api_client.get_user(newcomer)

        assert newcomer in before
        assert newcomer not in after
        assert (person["name"], person["state"], person["services"]) == ("Archived user", "inactive", [])

    def test_a_service_cannot_lose_its_only_manager(self, service_id, who):
        with pytest.raises(BadRequest, match="User cannot be removed from a service"):
            user_api_client.archive_user(who)
