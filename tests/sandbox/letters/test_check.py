"""Is an uploaded PDF fit to be printed and posted?"""

from io import BytesIO

import pytest
from PIL import Image

from sandbox.letters import overlay, pages
from sandbox.letters.check import Finding, check
from tests.sandbox.letters.files import LONDON, a_pdf, sideways


def found(pdf, **how):
    finding = check(pdf, **{"international": True, **how})
    return finding.message, finding.page_count, finding.invalid_pages


class TestPages:
    def test_a_good_letter_has_nothing_but_its_address(self):
        assert check(a_pdf(pages=2), international=False) == Finding(page_count=2, address="\n".join(LONDON))

    @pytest.mark.parametrize("junk", [b"", b"Dear Sir", b"%PDF-1.4\n%%EOF", a_pdf()[:400]])
    def test_what_is_no_pdf(self, junk):
        assert found(junk) == ("unable-to-read-the-file", None, ())

    def test_ten_pages_at_most(self):
        assert found(a_pdf(pages=10)) == ("", 10, ())
        assert found(a_pdf(pages=11)) == ("letter-too-long", 11, ())

    def test_a_page_on_its_side(self):
        assert found(sideways(a_pdf(pages=2))) == ("letter-not-a4-portrait-oriented", 2, (1, 2))

    @pytest.mark.parametrize("at", [(2, 120), (200, 120), (40, 296), (100, 80)])
    def test_words_where_nothing_may_be(self, at):
        assert found(a_pdf(at=at)) == ("content-outside-printable-area", 1, (1,))

    def test_later_pages_have_no_window(self):
        assert found(a_pdf(pages=3, at=(40, 80))) == ("content-outside-printable-area", 3, (1,))

    def test_attached_pages_have_neither_window_nor_address(self):
        pdf = a_pdf(pages=2, address=(), at=(40, 80))

        assert check(pdf, international=False, is_attachment=True) == Finding(page_count=2)


class TestAddress:
    @pytest.mark.parametrize(
        ("address", "code"),
        [
            ((), "address-is-empty"),
            (("Ada", "N1 1AA"), "not-enough-address-lines"),
            (("Ada", "1 Road", "Nowhere"), "not-a-real-uk-postcode-or-country"),
            (("Ada", "[Road", "N1 1AA"), "invalid-char-in-address"),
            (("Ada", "No fixed abode", "N1 1AA"), "no-fixed-abode-address"),
        ],
    )
    def test_one_that_no_letter_can_reach(self, address, code):
        assert found(a_pdf(address=address)) == (code, 1, (1,))

    def test_abroad_only_for_services_that_may(self):
        paris = a_pdf(address=("Ada", "1 Rue", "75001 Paris", "France"))

        assert found(paris)[0] == ""
        assert found(paris, international=False)[0] == "cant-send-international-letters"


class TestOverlay:
    def test_paints_all_but_what_may_be_printed_on(self):
        first, later = (_picture(overlay.png(a_pdf(), 1, has_window=window)) for window in (True, False))
        in_the_window, in_the_margin = (300, 300), (20, 900)

        assert first.getpixel(in_the_margin) == later.getpixel(in_the_margin) == (255, 155, 155)
        assert first.getpixel((110, 470)) == (255, 155, 155)
        assert later.getpixel((110, 470)) == (255, 255, 255)
        assert first.getpixel(in_the_window) == (255, 255, 255)

    def test_a_page_that_is_not_there(self):
        with pytest.raises(pages.UnreadablePdfError):
            overlay.png(a_pdf(), 2, has_window=False)


def _picture(png):
    return Image.open(BytesIO(png)).convert("RGB")
