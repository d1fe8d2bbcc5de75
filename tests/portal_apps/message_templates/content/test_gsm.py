import pytest

from portal_apps.message_templates.content.gsm import (
    ACCENTED,
    ALLOWED,
    BASIC,
    EXTENSION,
    gsm_units,
    to_sms,
    ucs2_units,
)


class TestTables:
    def test_the_basic_table_has_all_its_characters_but_the_escape_sign(self):
        assert len(BASIC) == 127
        assert set("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n\r ") <= BASIC

    def test_the_extension_shares_nothing_with_the_basic_table(self):
        assert len(EXTENSION) == 9
        assert not EXTENSION & BASIC

    def test_accented_vowels_are_allowed_beside_gsm(self):
        assert set("âêîôûŵŷÂÊÎÔÛŴŶáíóúẁẃẅỳýÿëï") <= ACCENTED
        assert not ACCENTED & (BASIC | EXTENSION)
        assert "é" not in ACCENTED

    def test_every_accented_vowel_is_one_character(self):
        assert {len(character) for character in ACCENTED} == {1}

    def test_every_plain_replacement_is_allowed(self):
        typographic = "\u2018\u2019\u201a\u201b\u2032\u00b4`\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u2026\t\u00a0\u2009\u202f\u3000\u2028\u2029\u0085"

        assert set(to_sms(typographic)) <= ALLOWED


class TestToSms:
    @pytest.mark.parametrize(
        ("typed", "sent"),
        [
            ("\u2018a\u2019 \u201cb\u201d", "'a' \"b\""),
            ("a\u2013b\u2014c", "a-b-c"),
            ("\u2026", "..."),
            ("a\u00a0b\tc", "a b c"),
            ("a\u200bb\ufeff", "ab"),
            ("a\u2028b", "a\nb"),
            ("e\u0301", "é"),
            ("w\u0302", "ŵ"),
            ("£5 {ok}\n", "£5 {ok}\n"),
            ("😀", "😀"),
        ],
    )
    def test_typographic_signs_become_plain_ones(self, typed, sent):
        assert to_sms(typed) == sent

    def test_what_is_allowed_is_sent_as_typed_also_beside_what_is_not(self):
        allowed = "".join(sorted(ALLOWED - {"`"}))

        assert to_sms(f"{allowed}\u2026") == f"{allowed}..."


class TestUnits:
    def test_extension_characters_count_two(self):
        assert gsm_units("a€[]") == 7

    def test_all_others_of_gsm_count_one(self):
        assert gsm_units("".join(BASIC)) == len(BASIC)

    def test_half_a_character_is_counted_and_no_error(self):
        assert ucs2_units("\ud800") == 1

    def test_characters_outside_the_basic_plane_count_two(self):
        assert ucs2_units("ŵ😀") == 3
