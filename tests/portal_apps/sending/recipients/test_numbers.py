"""The numbers of a file against the library that knows all numbers."""

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal_apps.sending.recipients.numbers import UK_REGIONS, BadNumber, Number, read_by_library, read_number

GAPS = st.sampled_from(["", "", "", " ", "-", ".", "\u00a0", "\u2011"])
STARTS = st.sampled_from(
    ["0", "+44", "+44 ", "+44 (0)", "+44(0)", "0044 ", "00440", "44", "44 0", "", "(0", "(+44)", "+44-0"]
)
UK_DIGITS = 10


def by_library(text: str) -> str | None:
    """The number if it is a British mobile by the library alone."""
    try:
        found = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    is_mobile = phonenumbers.number_type(found) == phonenumbers.PhoneNumberType.MOBILE
    is_british = phonenumbers.region_code_for_number(found) in UK_REGIONS
    return (
        phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)[1:]
        if is_mobile and is_british
        else None
    )


@st.composite
def typed_numbers(draw: st.DrawFn) -> str:
    """Numbers as people type them, most of them nearly those of British mobiles."""
    length = draw(st.sampled_from([UK_DIGITS] * 8 + [8, 9, 11, 12]))
    digits = draw(st.sampled_from(["7", "79", "77009", "770", "7624", "7509", "70", "76", "1"]))
    digits += draw(st.text("0123456789", min_size=length - len(digits), max_size=length - len(digits)))
    return draw(STARTS) + "".join(digit + draw(GAPS) for digit in digits)


class TestEqualsTheLibrary:
    @given(typed_numbers())
    @example("07911 123456")
    @example("+44 (0)7911-123-456")
    @example("0044 0 7911 123456")
    def test_for_numbers_of_british_mobiles(self, text: str):
        expected = by_library(text)
        found = read_number(text)

        if is_for_examples(found):
            assert expected is None
        elif isinstance(found, Number) and not found.landline and not found.international:
            assert found.digits == expected
        else:
            assert expected is None

    @pytest.mark.parametrize("first", range(10))
    def test_for_every_beginning_of_a_british_mobile(self, first: int):
        """The patterns of the library look at the first five digits, and at six behind 07624 alone."""
        beginnings = [f"{number:03}" for number in range(1000)]
        if first == 6:
            beginnings += [f"24{number:03}" for number in range(1000)]
        for beginning in beginnings:
            text = f"07{first}{beginning}".ljust(11, "5")

            found = read_number(text)

            assert (found.digits if isinstance(found, Number) else None) == by_library(text), text

    @given(st.text("+0123456789", max_size=16))
    @example("+447911123456")
    @example("7700900123")
    @example("00447911123456")
    def test_in_one_step_or_from_scratch(self, typed: str):
        assert read_number(typed) == read_by_library(typed)

    @given(typed_numbers())
    def test_in_one_step_or_from_scratch_when_typed_by_people(self, text: str):
        bare = "".join(sign for sign in text if sign in "+0123456789")

        assert read_number(text) == read_by_library(bare)


def is_for_examples(found: Number | BadNumber) -> bool:
    return isinstance(found, Number) and found.digits.startswith(("447700900", "441632960"))


class TestReadNumber:
    @pytest.mark.parametrize(
        "text",
        [
            "07700900982",
            "07700 900 982",
            "(07700) 900-982",
            "+44 7700 900982",
            "+44 (0)7700 900982",
            "0044 7700 900982",
            "447700900982",
            "7700900982",
            "07700\u00a0900\u2011982\u200b",
        ],
    )
    def test_reads_numbers_that_are_kept_for_examples(self, text: str):
        assert read_number(text) == Number("447700900982")

    @pytest.mark.parametrize(
        ("text", "digits"),
        [
            ("+33 6 12 34 56 78", "33612345678"),
            ("0033612345678", "33612345678"),
            ("33612345678", "33612345678"),
            ("+1 202 555 0104", "12025550104"),
            ("+353 85 012 3456", "353850123456"),
            ("+39 312 345 6789", "393123456789"),
        ],
    )
    def test_knows_who_lives_abroad(self, text: str, digits: str):
        assert read_number(text) == Number(digits, international=True)

    @pytest.mark.parametrize("text", ["020 7946 0123", "+44 20 7946 0123", "01632 960 001", "0300 123 1234"])
    def test_knows_landlines(self, text: str):
        number = read_number(text)

        assert isinstance(number, Number)
        assert number.landline
        assert not number.international

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("0791112345", BadNumber.TOO_SHORT),
            ("07911 1234567", BadNumber.TOO_LONG),
            ("77009001234", BadNumber.TOO_LONG),
            ("+44 7911 12345", BadNumber.TOO_SHORT),
            ("07", BadNumber.TOO_SHORT),
            ("1", BadNumber.TOO_SHORT),
            ("+44791112345678901234", BadNumber.TOO_LONG),
            ("07700 212345", BadNumber.UNUSED),
            ("0900 123 4567", BadNumber.NOT_A_MOBILE),
            ("0800 123 4567", BadNumber.NOT_A_MOBILE),
            ("070 1234 5678", BadNumber.NOT_A_MOBILE),
            ("ask Ada", BadNumber.SIGNS),
            ("07911 123456 ext 2", BadNumber.SIGNS),
            ("07911+123456", BadNumber.SIGNS),
            ("٠٧٩١١١٢٣٤٥٦", BadNumber.SIGNS),
            ("4.47911E+11", BadNumber.SHORTENED),
            ("4E11", BadNumber.SHORTENED),
            ("+999 1234 5678", BadNumber.UNKNOWN_COUNTRY),
            ("+33 6 12", BadNumber.TOO_SHORT),
            ("+33 6 12 34 56 78 90", BadNumber.TOO_LONG),
            ("+1 000 555 0104", BadNumber.UNUSED),
            # A number of no country without its plus sign is called what it would be in Britain.
            ("34 158 683 449 786", BadNumber.NOT_A_MOBILE),
            ("6681", BadNumber.NOT_A_MOBILE),
        ],
    )
    def test_says_what_is_wrong(self, text: str, fault: BadNumber):
        assert read_number(text) is fault
