"""Addresses: what they say, and what is wrong with them."""

import pytest

from sandbox.letters.addresses import Address, address_of, flaw_of


def flaw(*lines, international=False):
    found = flaw_of(Address.from_text("\n".join(lines)), international=international)
    return found and found.text


class TestReading:
    def test_lines_in_the_order_of_their_numbers(self):
        values = {"address line 2": "1 Road", "ADDRESS_LINE_1": "Ada", "postcode": "n1 1aa", "name": "Bo"}

        assert address_of(values).lines == ("Ada", "1 Road", "N1 1AA")

    def test_is_tidied_as_the_printer_does(self):
        text = " Ada ,\n\n1   Road\nLondon\nn11aa\nUnited Kingdom"

        assert Address.from_text(text).lines == ("Ada", "1 Road", "London", "N1 1AA")

    @pytest.mark.parametrize(
        ("last", "postage"),
        [
            ("France", "europe"),
            ("the Netherlands", "europe"),
            ("TÜRKIYE", "europe"),
            ("Côte d’Ivoire", "rest-of-world"),  # noqa: RUF001 - as French writes it
            ("New Zealand", "rest-of-world"),
            ("N1 1AA", None),
            ("Wales", None),
        ],
    )
    def test_the_last_line_says_what_it_costs(self, last, postage):
        assert Address.from_text(f"A\nB\n{last}").postage == postage


class TestFlaws:
    @pytest.mark.parametrize("last", ["N1 1AA", "sw1a1aa", "JE2 4WS", "BF1 2AA", "BFPO 57"])
    def test_within_the_country(self, last):
        assert flaw("Ada", "1 Road", last) is None

    def test_abroad(self):
        assert flaw("Ada", "1 Rue", "France", international=True) is None
        assert flaw("Ada", "1 Rue", "France") == "Must be a real UK postcode"

    @pytest.mark.parametrize("last", ["London", "N1", "QQ1 1AA", "N1 1A"])
    def test_a_last_line_that_is_nowhere(self, last):
        assert flaw("Ada", "1 Road", last) == "Must be a real UK postcode"
        assert flaw("Ada", "1 Road", last, international=True) == (
            "Last line of address must be a real UK postcode or another country"
        )

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            ((), "Address must be at least 3 lines"),
            (("Ada", "N1 1AA"), "Address must be at least 3 lines"),
            (("A", "B", "C", "D", "E", "F", "G", "N1 1AA"), "Address must be no more than 7 lines"),
            (("Ada", "BFPO 57", "France"), "The last line of a BFPO address must not be a country."),
            (
                ("Ada", "(1 Road)", "N1 1AA"),
                "Address lines must not start with any of the following characters: @ ( ) = [ ] ” \\ / , < >",
            ),
            (("Ada", "NFA", "N1 1AA"), "Must be a real address"),
            (
                ("Ada", "...", "N1 1AA"),
                "The first 2 lines of the address must include alphanumeric characters",
            ),
        ],
    )
    def test_says_what_is_wrong(self, lines, text):
        assert flaw(*lines) == text
