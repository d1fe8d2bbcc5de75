"""Templates and their versions."""

import pytest

from gateway.errors import BadRequest, Forbidden, NotFound
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import service_api_client


@pytest.fixture
def template(service_id):
    return service_api_client.create_service_template(
        name="Late ferry",
        type_="email",
        subject="Your ferry is late",
        content="Dear ((name))",
        service_id=service_id,
    )["data"]


@pytest.fixture
def read(service_id, template):
    """Reads the template, or one version of it."""
    return lambda version=None: service_api_client.get_service_template(service_id, template["id"], version)[
        "data"
    ]


class TestCreating:
    def test_it_is_in_the_list_at_once(self, service_id, who):
        made = []

        def make() -> None:
            made.append(
                service_api_client.create_service_template(
                    name="Fog", type_="sms", content="Dear ((name))", service_id=service_id
                )["data"]
            )

        before, after = around(lambda: service_api_client.get_service_templates(service_id)["data"], make)

        assert before == []
        assert after == [
            {
                "id": made[0]["id"],
                "name": "Fog",
                "template_type": "sms",
                "folder": None,
                "is_precompiled_letter": False,
            }
        ]
        assert (made[0]["content"], made[0]["version"], made[0]["created_by"]) == ("Dear ((name))", 1, who)

    def test_a_letter_in_two_languages(self, service_id):
        letter = service_api_client.create_service_template(
            name="Timetable",
            type_="letter",
            subject="Timetable",
            content="Dear ((name))",
            service_id=service_id,
            letter_languages="welsh_then_english",
            letter_welsh_subject="Amserlen",
            letter_welsh_content="Annwyl ((name))",
        )["data"]

        assert (letter["letter_languages"], letter["letter_welsh_subject"]) == (
            "welsh_then_english",
            "Amserlen",
        )
        assert letter["postage"] == "second"

    def test_what_the_api_refuses(self, service_id):
        service_api_client.update_service(service_id, permissions=["sms"])

        with pytest.raises(BadRequest) as too_long:
            service_api_client.create_service_template(
                name="Long", type_="sms", content="x" * 919, service_id=service_id
            )
        with pytest.raises(Forbidden) as switched_off:
            service_api_client.create_service_template(
                name="Mail", type_="email", subject="Mail", content="Hello", service_id=service_id
            )
        assert too_long.value.message.keys() == {"content"}
        assert switched_off.value.message.keys() == {"template_type"}


class TestChanging:
    def test_the_next_reader_sees_a_new_version(self, service_id, template, read):
        before, after = around(
            read,
            lambda: service_api_client.update_service_template(
                service_id, template["id"], content="Hello ((name))", has_unsubscribe_link=True
            ),
        )

        assert [row["version"] for row in (before, after)] == [1, 2]
        assert (after["content"], after["has_unsubscribe_link"]) == ("Hello ((name))", True)
        assert after["name"] == "Late ferry"

    def test_old_versions_stay(self, service_id, template, read):
        before, after = around(
            lambda: service_api_client.get_service_template_versions(service_id, template["id"])["data"],
            lambda: service_api_client.update_service_template(service_id, template["id"], subject="Later"),
        )

        assert [row["subject"] for row in after] == ["Later", "Your ferry is late"]
        assert after[1] == before[0] == read(1)
        assert before[0]["created_by"].keys() == {"id", "name", "email_address"}
        with pytest.raises(NotFound):
            read(3)

    def test_the_sender_of_a_letter(self, service_id):
        letter = service_api_client.create_service_template(
            name="Timetable", type_="letter", subject="Timetable", content="Hello", service_id=service_id
        )["data"]
        contact = service_api_client.add_letter_contact(
            service_id, "Ferry team\nQuay House", is_default=False
        )
        before, after = around(
            lambda: service_api_client.get_service_template(service_id, letter["id"])["data"],
            lambda: service_api_client.update_service_template_sender(
                service_id, letter["id"], contact["data"]["id"]
            ),
        )

        assert (before["reply_to"], before["reply_to_text"]) == (None, None)
        assert (after["reply_to"], after["reply_to_text"]) == (
            contact["data"]["id"],
            "Ferry team\nQuay House",
        )

    def test_what_was_filled_in_is_hidden_for_good(self, service_id, template, read):
        before, after = around(
            read, lambda: service_api_client.redact_service_template(service_id, template["id"])
        )

        assert (before["redact_personalisation"], after["redact_personalisation"]) == (False, True)

    def test_deleting_takes_it_off_the_list(self, service_id, template, read):
        kept = read()
        before, after = around(
            lambda: service_api_client.get_service_templates(service_id)["data"],
            lambda: service_api_client.delete_service_template(service_id, template["id"]),
        )

        assert [row["id"] for row in before] == [template["id"]]
        assert after == []
        assert (kept["archived"], read()["archived"]) == (False, True)


class TestUploadedLetters:
    def test_their_hidden_template_is_made_once_and_kept(self, service_id):
        first = service_api_client.get_precompiled_template(service_id)
        again = service_api_client.get_precompiled_template(service_id)

        assert again == first
        assert (first["hidden"], first["is_precompiled_letter"], first["template_type"]) == (
            True,
            True,
            "letter",
        )
        assert service_api_client.get_service_templates(service_id)["data"] == []
