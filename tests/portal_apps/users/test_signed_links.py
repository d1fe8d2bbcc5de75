import json
import time

import pytest
from cryptography.fernet import Fernet

from portal_apps.users import signed_links
from portal_apps.users.signed_links import EMAIL_AUTH, NEW_PASSWORD, VERIFY_EMAIL, BadLink, ExpiredLink
from tests.portal_apps.users.steps import signed_earlier, token_of

PAYLOAD = {"user_id": "ada", "secret_code": "once"}


class TestRead:
    def test_reads_what_the_api_signed(self):
        assert signed_links.read(token_of(PAYLOAD), EMAIL_AUTH) == PAYLOAD

    def test_reads_full_stops_that_were_decoded_on_the_way(self):
        token = token_of(PAYLOAD)

        assert "%2E" in token
        assert signed_links.read(token.replace("%2E", "."), EMAIL_AUTH) == PAYLOAD

    def test_reads_links_signed_with_the_secret_before_this_one(self, settings):
        settings.SECRET_KEY_FALLBACKS = ["older-secret", "oldest-secret"]

        assert signed_links.read(token_of(PAYLOAD, secret="older-secret"), EMAIL_AUTH) == PAYLOAD
        assert signed_links.read(token_of(PAYLOAD, secret="oldest-secret"), EMAIL_AUTH) == PAYLOAD

    def test_reads_fernet_tokens_of_every_key_and_signed_ones_beside_them(self, settings):
        keys = [Fernet.generate_key().decode() for _ in range(2)]
        settings.TOKEN_SECRET_KEYS = keys

        for key in keys:
            token = Fernet(key).encrypt(json.dumps(PAYLOAD).encode()).decode()
            assert signed_links.read(token, EMAIL_AUTH) == PAYLOAD
        assert signed_links.read(token_of(PAYLOAD), EMAIL_AUTH) == PAYLOAD

    @pytest.mark.parametrize(
        "token",
        [
            "",
            "nonsense",
            token_of(PAYLOAD)[:-1],
            token_of(PAYLOAD, secret="somebody-elses"),
            token_of(PAYLOAD, salt="another-salt"),
            token_of("not a payload"),
            token_of(["user_id", "secret_code"]),
        ],
        ids=["nothing", "nonsense", "cut short", "other secret", "other salt", "text", "list"],
    )
    def test_refuses_what_the_api_did_not_sign(self, token):
        with pytest.raises(BadLink):
            signed_links.read(token, EMAIL_AUTH)

    @pytest.mark.parametrize("token", ["caf\u00e9", "\U0001f511", "gAAAAAB", "gAAAAAB\x00"])
    def test_refuses_letters_that_no_token_has(self, settings, token):
        settings.TOKEN_SECRET_KEYS = [Fernet.generate_key().decode()]

        with pytest.raises(BadLink):
            signed_links.read(token, EMAIL_AUTH)

    @pytest.mark.parametrize(
        "payload",
        [
            {"user_id": "ada", "email": "ada@example.gov.uk"},
            {"email": "ada@example.gov.uk", "created_at": "2026-11-01 09:00:00.000000"},
            {**PAYLOAD, "more": "than that"},
        ],
    )
    def test_refuses_a_link_made_for_another_purpose(self, payload):
        with pytest.raises(BadLink):
            signed_links.read(token_of(payload), EMAIL_AUTH)

    def test_refuses_a_signed_text_that_is_not_json(self, settings):
        settings.TOKEN_SECRET_KEYS = [Fernet.generate_key().decode()]
        token = Fernet(settings.TOKEN_SECRET_KEYS[0]).encrypt(b"plain text").decode()

        with pytest.raises(BadLink):
            signed_links.read(token, EMAIL_AUTH)

    @pytest.mark.parametrize(
        ("purpose", "seconds"), [(EMAIL_AUTH, 30 * 60), (NEW_PASSWORD, 60 * 60), (VERIFY_EMAIL, 60 * 60)]
    )
    def test_a_link_expires(self, purpose, seconds):
        payload = dict.fromkeys(purpose.payload_keys, "2026-11-01 09:00:00.000000")
        with signed_earlier(seconds - 10):
            fresh = token_of(payload)
        with signed_earlier(seconds + 10):
            old = token_of(payload)

        assert signed_links.read(fresh, purpose) == payload
        with pytest.raises(ExpiredLink):
            signed_links.read(old, purpose)

    def test_a_fernet_token_expires(self, settings):
        settings.TOKEN_SECRET_KEYS = [Fernet.generate_key().decode()]
        fernet = Fernet(settings.TOKEN_SECRET_KEYS[0])
        old = fernet.encrypt_at_time(json.dumps(PAYLOAD).encode(), int(time.time()) - 31 * 60).decode()

        with pytest.raises(ExpiredLink):
            signed_links.read(old, EMAIL_AUTH)
