"""How people prove who they are, with what arrives in the outbox."""

from uuid import uuid4

import pytest

from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import user_api_client

MOBILE = "07700900222"


@pytest.fixture
def address(newcomer):
    return user_api_client.get_user(newcomer)["email_address"]


class TestPasswords:
    def test_the_right_one_and_a_wrong_one_which_counts(self, newcomer):
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["failed_login_count"],
            lambda: user_api_client.verify_password(newcomer, "wrong"),
        )

        assert (before, after) == (0, 1)
        assert user_api_client.verify_password(newcomer, "wrong") is False
        assert user_api_client.verify_password(newcomer, "long password") is True
        assert user_api_client.get_user(newcomer)["failed_login_count"] == 0

    def test_a_new_one(self, newcomer):
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["password_changed_at"],
            lambda: user_api_client.update_password(newcomer, "another password"),
        )

        assert after > before
        assert user_api_client.verify_password(newcomer, "long password") is False
        assert user_api_client.verify_password(newcomer, "another password") is True

    def test_a_lock_is_opened(self, newcomer):
        user_api_client.verify_password(newcomer, "wrong")
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["failed_login_count"],
            lambda: user_api_client.reset_failed_login_count(newcomer),
        )

        assert (before, after) == (1, 0)

    def test_a_link_for_a_new_one(self, sandbox, address):
        user_api_client.send_reset_password_url(address, next_string="/your-services")

        link = sandbox.latest_link(address)
        assert "/new-password/" in link
        assert link.endswith("?next=%2Fyour-services")


class TestCodes:
    def test_a_text_with_a_code_signs_in_once(self, sandbox, newcomer):
        user_api_client.send_verify_code(newcomer, "sms", MOBILE)
        code = sandbox.latest_code(MOBILE)
        results = []
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["current_session_id"],
            lambda: results.append(user_api_client.check_verify_code(newcomer, code, "sms")),
        )

        assert results == [(True, "")]
        assert before != after
        assert user_api_client.check_verify_code(newcomer, code, "sms") == (False, "Code has expired")
        assert user_api_client.check_verify_code(newcomer, "00000", "sms") == (False, "Code not found")

    def test_an_email_with_a_link(self, sandbox, newcomer, address):
        user_api_client.send_verify_code(newcomer, "email", None, next_string="/your-account")

        assert "/email-auth/" in sandbox.latest_link(address)


class TestEmails:
    def test_the_address_of_somebody_who_registers(self, sandbox, newcomer, address):
        user_api_client.send_verify_email(newcomer, address)

        assert "/verify-email/" in sandbox.latest_link(address)

    def test_somebody_who_registers_again(self, sandbox, newcomer, address):
        user_api_client.send_already_registered_email(newcomer, address)

        assert sandbox.outbox(address)[0]["subject"] == "You already have a Notify account"

    def test_a_new_address(self, sandbox, newcomer):
        new = f"{uuid4()}@rivers-harbours.gov.uk"
        user_api_client.send_change_email_verification(newcomer, new)

        assert "/your-account/email/confirm/" in sandbox.latest_link(new)


class TestSecurityKeys:
    def test_a_key_is_added_renamed_used_and_forgotten(self, newcomer):
        facts = {"name": "Blue key", "credential_data": "ZGF0YQ==", "registration_response": "cmVzcG9uc2U="}
        key = user_api_client.create_webauthn_credential_for_user(newcomer, facts)["data"]
        spare = user_api_client.create_webauthn_credential_for_user(newcomer, facts)["data"]
        user_api_client.update_webauthn_credential_name_for_user(
            user_id=newcomer, credential_id=key["id"], new_name_for_credential="Red key"
        )
        results = []
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["current_session_id"],
            lambda: results.append(
                user_api_client.complete_webauthn_login_attempt(newcomer, True, key["id"])
            ),
        )
        used, unused = user_api_client.get_webauthn_credentials_for_user(newcomer)
        user_api_client.delete_webauthn_credential_for_user(user_id=newcomer, credential_id=spare["id"])

        assert results == [(True, "")]
        assert before != after
        assert (used["name"], used["credential_data"], unused["name"]) == ("Red key", "ZGF0YQ==", "Blue key")
        assert used["logged_in_at"]
        assert unused["logged_in_at"] is None
        assert [row["id"] for row in user_api_client.get_webauthn_credentials_for_user(newcomer)] == [
            key["id"]
        ]
