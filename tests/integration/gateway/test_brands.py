"""Brands of e-mails and letters."""

from uuid import uuid4

import pytest

from gateway.errors import BadRequest
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    email_branding_client,
    letter_branding_client,
    organisations_client,
    service_api_client,
)


def email_brand(**facts):
    return {
        "logo": None,
        "name": f"Ferries {uuid4()}",
        "alt_text": None,
        "text": "Ferries",
        "colour": "#00703c",
        "brand_type": "org",
        **facts,
    }


@pytest.fixture
def email(who):
    return email_branding_client.create_email_branding(**email_brand(), created_by_id=who)


@pytest.fixture
def letter(who):
    return letter_branding_client.create_letter_branding(
        filename=str(uuid4()), name=f"Ferries {uuid4()}", created_by_id=who
    )


class TestEmailBrands:
    def test_one_is_listed_as_soon_as_it_is_made(self, who):
        facts = email_brand(logo="ferries.png")
        before, after = around(
            email_branding_client.get_all_email_branding,
            lambda: email_branding_client.create_email_branding(**facts, created_by_id=who),
        )

        [new] = [row for row in after if row not in before]
        assert {name: new[name] for name in facts} == facts
        assert new["created_by"] == who

    def test_a_change_is_seen_and_reaches_the_pools(self, email, organisations, who):
        council = organisations["meadowbridge"]
        organisations_client.add_brandings_to_email_branding_pool(council, [email["id"]])
        facts = email_brand(text=None, alt_text="Ferries of the north", brand_type="both")

        def in_pool():
            pool = organisations_client.get_email_branding_pool(council)
            return next(row["name"] for row in pool if row["id"] == email["id"])

        before, after = around(
            in_pool,
            lambda: email_branding_client.update_email_branding(
                branding_id=email["id"], **facts, updated_by_id=who
            ),
        )
        read = email_branding_client.get_email_branding(email["id"])["email_branding"]

        assert (before, after) == (email["name"], facts["name"])
        assert {name: read[name] for name in facts} == facts

    def test_archiving_takes_it_out_of_the_list(self, email):
        before, after = around(
            lambda: {row["id"] for row in email_branding_client.get_all_email_branding()},
            lambda: email_branding_client.archive_email_branding(email["id"]),
        )

        assert before - after == {email["id"]}

    def test_who_uses_it(self, email, service_id):
        service_api_client.update_service(service_id, email_branding=email["id"])
        users = email_branding_client.get_orgs_and_services_associated_with_branding(email["id"])["data"]

        assert [row["id"] for row in users["services"]] == [service_id]
        assert users["organisations"] == []
        with pytest.raises(BadRequest):
            email_branding_client.archive_email_branding(email["id"])

    def test_a_name_is_used_once(self, email, who):
        with pytest.raises(BadRequest) as taken:
            email_branding_client.create_email_branding(**email_brand(name=email["name"]), created_by_id=who)

        assert taken.value.message.keys() == {"name"}

    def test_a_name_is_made_of_an_alt_text(self):
        first = email_branding_client.get_email_branding_name_for_alt_text(
            "Department for Rivers and Harbours"
        )

        assert first.startswith("Department for Rivers and Harbours ")


class TestLetterBrands:
    def test_one_is_listed_as_soon_as_it_is_made(self, who):
        name = f"Ferries {uuid4()}"
        before, after = around(
            letter_branding_client.get_all_letter_branding,
            lambda: letter_branding_client.create_letter_branding(
                filename=str(uuid4()), name=name, created_by_id=who
            ),
        )

        [new] = [row for row in after if row not in before]
        assert new["name"] == name

    def test_a_change_is_seen(self, letter, who):
        name, filename = f"Lakes {uuid4()}", str(uuid4())
        before, after = around(
            lambda: letter_branding_client.get_letter_branding(letter["id"]),
            lambda: letter_branding_client.update_letter_branding(
                branding_id=letter["id"], filename=filename, name=name, updated_by_id=who
            ),
        )

        assert (before["name"], before["filename"]) == (letter["name"], letter["filename"])
        assert (after["name"], after["filename"]) == (name, filename)

    def test_who_uses_it(self, letter, service_id):
        service_api_client.update_service(service_id, letter_branding=letter["id"])
        users = letter_branding_client.get_orgs_and_services_associated_with_branding(letter["id"])["data"]

        assert [row["id"] for row in users["services"]] == [service_id]

    def test_a_free_name(self, letter):
        free = f"Lakes {uuid4()}"

        assert letter_branding_client.get_unique_name_for_letter_branding(free) == free
        assert letter_branding_client.get_unique_name_for_letter_branding(letter["name"]) != letter["name"]
