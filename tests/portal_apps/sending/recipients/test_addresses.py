import pytest

from portal_apps.sending.recipients.addresses import Address, BadAddress, postcode, read_address
from portal_apps.sending.recipients.countries import is_abroad, is_in_the_uk

HIGH_STREET = ["Ada Okafor", "1 High Street", "Leeds", "ls1 1aa"]


def fault(*lines: str, may_be_abroad: bool = True) -> str:
    found = read_address(lines, may_be_abroad=may_be_abroad)
    return found.code if isinstance(found, BadAddress) else ""


class TestReadAddress:
    def test_is_tidied_as_it_is_printed(self):
        lines = ["  Ada   Okafor, ", "", "1 High Street", "Leeds", "", "LS11AA", "United Kingdom"]

        found = read_address(lines, may_be_abroad=False)

        assert found == Address(("Ada Okafor", "1 High Street", "Leeds", "LS1 1AA"))

    def test_the_country_may_be_all_that_says_where(self):
        assert fault("Ada", "Leeds LS1 1AA", "England") == "address-postcode-or-country"

    @pytest.mark.parametrize(
        ("number", "code"), [(2, "address-too-short"), (3, ""), (7, ""), (8, "address-too-long")]
    )
    def test_has_three_to_seven_lines(self, number: int, code: str):
        lines = [f"Line {line}" for line in range(1, number)] + ["LS1 1AA"]

        assert fault(*lines) == code

    def test_says_how_many_lines_were_found(self):
        found = read_address(["Ada", "LS1 1AA"], may_be_abroad=True)

        assert found == BadAddress("address-too-short", {"found": 2, "limit": 3})

    @pytest.mark.parametrize(
        "last", ["France", "the Netherlands", "Côte d'Ivoire", "TRINIDAD & TOBAGO", "U.S.A."]
    )
    def test_may_be_abroad_if_the_service_may_write_there(self, last: str):
        lines = ["Ada", "1 High Street", last]

        found = read_address(lines, may_be_abroad=True)

        assert isinstance(found, Address)
        assert found.international
        assert fault(*lines, may_be_abroad=False) == "address-international"

    def test_is_not_abroad_otherwise(self):
        found = read_address(HIGH_STREET, may_be_abroad=True)

        assert isinstance(found, Address)
        assert not found.international

    @pytest.mark.parametrize("last", ["Leeds", "LS1", "ZZ1 1AA", "1AA LS1", "Wakanda"])
    def test_ends_with_a_postcode_or_a_country(self, last: str):
        assert fault("Ada", "1 High Street", last) == "address-postcode-or-country"
        assert fault("Ada", "1 High Street", last, may_be_abroad=False) == "address-postcode"

    @pytest.mark.parametrize("last", ["BFPO 1234", "bfpo c/o 12", "BF1 1AA"])
    def test_reaches_the_forces(self, last: str):
        assert fault("Private Ada", "1 Regiment", last, may_be_abroad=False) == ""
        assert fault("Private Ada", last, "Germany") == "address-bfpo-country"

    @pytest.mark.parametrize("sign", '@()=[]”\\/,<>~"')
    def test_no_line_starts_with_a_sign(self, sign: str):
        assert fault("Ada", f"{sign}1 High Street", "LS1 1AA") == "address-sign"

    @pytest.mark.parametrize("line", ["No fixed abode", "of no fixed address", "NFA", "nfa"])
    def test_is_a_place(self, line: str):
        assert fault("Ada", line, "LS1 1AA") == "address-no-fixed-abode"

    def test_a_name_may_have_these_letters(self):
        assert fault("Nfa Smith", "1 High Street", "LS1 1AA") == ""

    @pytest.mark.parametrize("lines", [("…", "High Street"), ("Ada", "…")])
    def test_the_first_two_lines_say_something(self, lines: tuple[str, str]):
        assert fault(*lines, "LS1 1AA") == "address-no-letters"
        assert fault("Ada", "High Street", "…", "LS1 1AA") == ""


class TestPostcode:
    @pytest.mark.parametrize(
        ("line", "printed"),
        [
            ("sw1a1aa", "SW1A 1AA"),
            (" M1 1A A", "M1 1AA"),
            ("JE2 3AB", "JE2 3AB"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("Leeds", ""),
        ],
    )
    def test_is_printed_with_its_space(self, line: str, printed: str):
        assert postcode(line) == printed


class TestCountries:
    @pytest.mark.parametrize("line", ["England", "UK", "u.k.", "Northern Ireland", "Jersey"])
    def test_the_country_that_letters_start_in(self, line: str):
        assert is_in_the_uk(line)
        assert not is_abroad(line)

    @pytest.mark.parametrize("line", ["France", "United States of America", "Guinea-Bissau", "Réunion"])
    def test_those_that_they_go_to(self, line: str):
        assert is_abroad(line)
        assert not is_in_the_uk(line)

    @pytest.mark.parametrize("line", ["", "…", "Leeds"])
    def test_anything_else_is_none(self, line: str):
        assert not is_abroad(line)
        assert not is_in_the_uk(line)
