import time

import pytest
from cryptography.fernet import Fernet

from portal_apps.users import passwords

EMAIL = "ada.okafor@meadowbridge.gov.uk"
CHANGED = "2026-01-05 09:00:00.000000"


class TestFaultOf:
    @pytest.mark.parametrize("password", ["a" * 7 + "é", "three-quiet-herons", "x7" * 127 + "!"])
    def test_a_good_password_has_none(self, password):
        assert passwords.fault_of(password, EMAIL) == ""

    @pytest.mark.parametrize(
        ("password", "fault"),
        [
            ("short-7", "Password must be 8 characters or more"),
            ("x" * 256, "Password must be 255 characters or fewer"),
            ("Password1", "Choose a password that is harder to guess"),
            (" qwertyuiop ", "Choose a password that is harder to guess"),
            (f"my {EMAIL.upper()}", "Password must not contain your email address"),
        ],
    )
    def test_says_what_is_wrong(self, password, fault):
        assert passwords.fault_of(password, EMAIL) == fault


class TestSeal:
    def test_opens_for_the_person_it_was_made_for(self):
        sealed = passwords.seal("three-quiet-herons", "ada", CHANGED)

        assert "herons" not in sealed
        assert passwords.unseal(sealed, "ada", CHANGED) == "three-quiet-herons"

    def test_the_longest_one_fits_into_a_cookie_whatever_its_letters(self):
        longest = "\U0001f511" * 255

        sealed = passwords.seal(longest, "ada", CHANGED)

        assert passwords.unseal(sealed, "ada", CHANGED) == longest
        assert len(sealed) < 2048

    def test_opens_for_nobody_else(self):
        assert passwords.unseal(passwords.seal("three-quiet-herons", "ada", CHANGED), "eve", CHANGED) == ""

    def test_opens_no_more_once_the_password_has_changed(self):
        sealed = passwords.seal("three-quiet-herons", "ada", CHANGED)

        assert passwords.unseal(sealed, "ada", "2026-11-01 09:00:00.000000") == ""

    def test_opens_no_more_after_an_hour(self, settings):
        fernet = Fernet(settings.NEW_PASSWORD_ENCRYPTION_KEY)
        facts = fernet.decrypt(passwords.seal("three-quiet-herons", "ada", CHANGED))

        fresh = fernet.encrypt_at_time(facts, int(time.time()) - 3590).decode()
        old = fernet.encrypt_at_time(facts, int(time.time()) - 3610).decode()

        assert passwords.unseal(fresh, "ada", CHANGED) == "three-quiet-herons"
        assert passwords.unseal(old, "ada", CHANGED) == ""
