"""Letters as PDF files."""

from datetime import date
from io import BytesIO

from PIL import Image

from sandbox.letters import check, pages
from sandbox.letters.areas import ADDRESS, LOGO, SENDER
from sandbox.letters.drawing import MARK, Letter, draw
from tests.sandbox.letters.files import page_count, words

DAY = date(2026, 11, 5)
VALUES = {
    "name": "Siân Ŵyn",
    "address_line_1": "Siân Ŵyn",
    "address line 2": "1 Heol Fawr",
    "POSTCODE": "cf101aa",
}


def a_letter(content="Dear ((name)),\n\n# How to pay\n\n* by card", **more):
    return Letter(
        "Your bill, ((name))", content, DAY, **{"values": VALUES, "sender": "Council\n1 Square", **more}
    )


class TestDraw:
    def test_everything_is_on_it(self):
        text = words(draw(a_letter()))

        for wanted in (
            MARK,
            "5 November 2026",
            "Your bill, Siân Ŵyn",
            "Dear Siân Ŵyn,",
            "How to pay",
            "by card",
            "Page 1 of 1",
        ):
            assert wanted in text

    def test_address_and_sender_are_where_they_are_looked_for(self):
        pdf = draw(a_letter())

        assert pages.text_within(pdf, 1, ADDRESS) == "Siân Ŵyn\n1 Heol Fawr\nCF10 1AA"
        assert pages.text_within(pdf, 1, SENDER) == "Council\n1 Square"

    def test_a_template_shows_its_placeholders(self):
        pdf = draw(a_letter(values=None))

        assert "Dear ((name))," in words(pdf)
        assert pages.text_within(pdf, 1, ADDRESS).splitlines()[6] == "((address line 7))"

    def test_letters_of_european_languages_are_printed(self):
        alphabet = "ÂÊÎÔÛŴŶâêîôûŵŷ àèìòùẁỳ áéíóúẃý äëïöüẅÿ çñß œæøå łżźćęą čďěňřšťů őű ğış țș € £ “”"

        assert alphabet in words(draw(a_letter(alphabet))).replace("\n", " ")

    def test_the_same_letter_has_the_same_bytes(self):
        assert draw(a_letter()) == draw(a_letter())
        assert draw(a_letter()) != draw(a_letter(sender="Another"))

    def test_long_letters_go_on_and_number_their_pages(self):
        pdf = draw(a_letter("A sentence of some length that fills a part of a line.\n\n" * 90))

        assert page_count(pdf) == 4
        assert "Page 4 of 4" in words(pdf, 4)
        assert MARK in words(pdf, 4)

    def test_a_rule_begins_a_new_page(self):
        pdf = draw(a_letter("one\n\n***\n\ntwo"))

        assert page_count(pdf) == 2
        assert "two" in words(pdf, 2)

    def test_a_qr_code_is_drawn_and_takes_its_room(self):
        code, place, plain = (
            draw(a_letter(content, values=values))
            for content, values in (
                ("qr: https://a.gov.uk/((name))", VALUES),
                ("qr: https://a.gov.uk/((name))", None),
                ("https://a.gov.uk/((name))", VALUES),
            )
        )

        assert "https://a.gov.uk" not in words(code)
        assert "QR code" in words(place)
        assert "QR code" in words(draw(a_letter(f"qr: {'x' * 5000}")))
        assert "https://a.gov.uk/Siân Ŵyn" in words(plain)
        assert page_count(draw(a_letter("qr: x\n\n" * 8))) == 2

    def test_welsh_has_welsh_dates_and_page_numbers(self):
        text = words(draw(a_letter(language="welsh")))

        assert "5 Tachwedd 2026" in text
        assert "Tudalen 1 o 1" in text

    def test_the_second_language_begins_without_an_address(self):
        pdf = draw(a_letter(addressed=False))

        assert pages.text_within(pdf, 1, ADDRESS).splitlines()[:1] != ["Siân Ŵyn"]
        assert "Council" not in words(pdf)

    def test_a_long_line_stays_in_the_window(self):
        pdf = draw(a_letter(values={**VALUES, "address line 2": "Ysgol " * 30}))

        assert check.check(pdf, international=False).message == ""

    def test_a_logo_is_drawn(self):
        logo = BytesIO()
        Image.new("RGB", (40, 20), "black").save(logo, "PNG")
        blank, drawn = (draw(a_letter(logo=picture)) for picture in (None, logo.getvalue()))

        assert _ink(blank) < _ink(drawn)

    def test_what_it_draws_passes_the_check_of_uploaded_letters(self):
        pdf = draw(a_letter("A sentence of some length that fills a part of a line.\n\n" * 90))

        assert check.check(pdf, international=False) == check.Finding(
            page_count=4, address="Siân Ŵyn\n1 Heol Fawr\nCF10 1AA"
        )


def _ink(pdf):
    """How dark the place of the logo is."""
    dots = 72 / 25.4
    box = [round(edge * dots) for edge in (LOGO.left, LOGO.top, LOGO.right, LOGO.bottom)]
    picture = pages.picture(pdf, 1, 72).convert("L").crop(box)
    return sum(255 - value for value in picture.tobytes())
