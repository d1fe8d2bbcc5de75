import pytest

from portal_apps.core import recipients
from portal_apps.core.recipients import fault_of_mobile_number


class TestFaultOfMobileNumber:
    @pytest.mark.parametrize(
        "number",
        [
            "07700900982",
            "07700 900 982",
            "(07700) 900-982",
            "07700.900.982",
            "+447700900982",
            "+44 7700 900982",
            "+44 (0)7700 900982",
            "0044 7700 900982",
            "44 7700 900982",
            "7700900982",
            "07700\u00a0900\u2011982",
        ],
    )
    def test_uk_mobile_numbers_have_none(self, number):
        assert fault_of_mobile_number(number) == ""

    @pytest.mark.parametrize(
        "number",
        [
            "+1 (202) 555-0104",
            "001 202 555 0104",
            "+33 6 12 34 56 78",
            "+353 85 012 3456",
            "+7 912 345 67 89",
            "+6581234567",
            "+49 1512 34567890",
            "+12345678",
            "+123456789012345",
        ],
    )
    def test_nor_have_those_of_other_countries(self, number):
        assert fault_of_mobile_number(number) == ""

    @pytest.mark.parametrize(
        ("number", "fault"),
        [
            ("0770090098", recipients.TOO_SHORT),
            ("077009009822", recipients.TOO_LONG),
            ("+44 7700 90098", recipients.TOO_SHORT),
            ("+44 7700 9009822", recipients.TOO_LONG),
            ("07", recipients.TOO_SHORT),
            ("020 7946 0000", recipients.NOT_A_UK_MOBILE),
            ("+44 20 7946 0000", recipients.NOT_A_UK_MOBILE),
            ("0800 000 000", recipients.NOT_A_UK_MOBILE),
            ("202 555 0104", recipients.NOT_A_UK_MOBILE),
            ("+0 7700 900982", recipients.NOT_A_UK_MOBILE),
            ("+1234567", recipients.TOO_SHORT),
            ("+1234567890123456", recipients.TOO_LONG),
            ("+210 1234 5678", recipients.UNKNOWN_COUNTRY),
            ("+888 1234 5678", recipients.UNKNOWN_COUNTRY),
            ("07700 90098a", recipients.WRONG_SIGNS),
            ("my phone", recipients.WRONG_SIGNS),
            ("07700+900982", recipients.WRONG_SIGNS),
            ("++447700900982", recipients.WRONG_SIGNS),
            ("07700 900982 ext 2", recipients.WRONG_SIGNS),
            ("٠٧٧٠٠٩٠٠٩٨٢", recipients.WRONG_SIGNS),
            ("-", recipients.WRONG_SIGNS),
            ("", recipients.WRONG_SIGNS),
        ],
    )
    def test_says_what_is_wrong(self, number, fault):
        assert fault_of_mobile_number(number) == fault


class TestCountryCodes:
    def test_no_code_begins_with_another(self):
        # Else the digits of a number could be read as two countries.
        codes = recipients.COUNTRY_CODES

        assert [code for code in codes if {code[:1], code[:2]} & (codes - {code})] == []
