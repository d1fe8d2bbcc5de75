import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_apps.sending.recipients import emails
from portal_apps.sending.recipients.emails import BadEmail, read_email

SIGNS = string.ascii_letters + string.digits + ".@-_+' \u200b\u00e9!#"


class TestReadEmail:
    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("Ada.Okafor@Meadowbridge.GOV.UK", "ada.okafor@meadowbridge.gov.uk"),
            ("o'neill+news@a-b.example", "o'neill+news@a-b.example"),
            ("a@b--c.example", "a@b--c.example"),
            ("a@b\u00fccher.example", "a@b\u00fccher.example"),
            ("a@xn--bcher-kva.xn--p1ai", "a@xn--bcher-kva.xn--p1ai"),
            ("\u200bada@example.com\ufeff", "ada@example.com"),
            ("a" * 100 + "@example.com", "a" * 100 + "@example.com"),
        ],
    )
    def test_takes_what_the_api_takes(self, text: str, address: str):
        assert read_email(text) == address

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("ada", "email-no-at"),
            ("@example.com", "email-no-at"),
            ("ada@", "email-domain"),
            ("a@b@example.com", "email-no-at"),
            ("ada okafor@example.com", "email-space"),
            ("ada@exam ple.com", "email-space"),
            ("ada..o@example.com", "email-dots"),
            (".ada@example.com", "email-dots"),
            ("ada.@example.com", "email-dots"),
            ("ada@example..com", "email-dots"),
            ("a,b@example.com", "email-characters"),
            ("ad\u00e9@example.com", "email-characters"),
            ("<ada@example.com>", "email-characters"),
            ("ada@example", "email-domain"),
            ("ada@example.c", "email-domain"),
            ("ada@example.123", "email-domain"),
            ("ada@-example.com", "email-domain"),
            ("ada@example-.com", "email-domain"),
            ("ada@example.com.", "email-domain"),
            ("ada@exam_ple.com", "email-domain"),
            (f"ada@{'a' * 64}.com", "email-domain"),
            (f"ada@{'a' * 50}.{'b' * 50}.{'c' * 50}.{'d' * 50}.{'e' * 50}.com", "email-domain"),
            ("a" * 309 + "@example.com", "email-too-long"),
        ],
    )
    def test_says_what_is_wrong(self, text: str, code: str):
        fault = read_email(text)

        assert isinstance(fault, BadEmail)
        assert fault.code == code

    def test_an_address_of_320_characters_is_not_too_long(self):
        domain = f"{'b' * 60}.{'c' * 60}.example"
        text = f"{'a' * (320 - len(domain) - 1)}@{domain}"

        assert read_email(text) == text

    @pytest.mark.parametrize(("letters", "is_domain"), [(57, True), (58, False)])
    def test_a_domain_has_253_characters_at_most(self, letters: int, is_domain: bool):
        domain = ".".join([*["a" * 63] * 3, "b" * letters, "com"])

        assert (read_email(f"ada@{domain}") == f"ada@{domain}") is is_domain

    def test_says_which_characters_are_wrong_each_once(self):
        assert read_email("a,b(c,d@example.com") == BadEmail("email-characters", {"signs": ", ("})

    @given(st.text(SIGNS, max_size=30))
    def test_says_the_same_in_one_step_or_from_scratch(self, text: str):
        address = text.replace("\u200b", "").strip()

        assert read_email(text) == (emails._fault(address) or address.lower())

    @given(st.from_regex(r"[a-z0-9.]{1,12}@[a-z0-9.-]{1,20}", fullmatch=True))
    def test_says_the_same_of_what_is_nearly_an_address(self, text: str):
        assert read_email(text) == (emails._fault(text) or text)
