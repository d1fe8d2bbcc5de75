import pytest

from portal_apps.message_templates.content.sms import (
    MAX_CHARACTERS,
    PreparedSMS,
    character_count,
    fragment_count,
    unsupported_characters,
)


class TestUnsupportedCharacters:
    def test_each_is_listed_once_in_order(self):
        assert unsupported_characters("😀 ok ☃😀") == ["😀", "☃"]

    def test_what_is_replaced_or_accented_is_supported(self):
        assert unsupported_characters("\u2018Tŷ\u2019 \u2013 €5\u2026\u200b\r\n") == []

    def test_names_of_placeholders_are_not_sent_but_conditional_text_is(self):
        assert unsupported_characters("((☃)) ((☃??☂))") == ["☂"]

    def test_control_characters_cannot_be_sent(self):
        assert unsupported_characters("a\x07\x1b") == ["\x07", "\x1b"]


class TestFragmentCount:
    @pytest.mark.parametrize(
        ("text", "fragments"),
        [
            ("", 1),
            ("a" * 160, 1),
            ("a" * 161, 2),
            ("a" * 306, 2),
            ("a" * 307, 3),
            ("€" * 80, 1),
            ("€" * 80 + "a", 2),
            ("ŵ" * 70, 1),
            ("ŵ" * 71, 2),
            ("ŵ" * 134, 2),
            ("ŵ" * 135, 3),
            ("a" * 70 + "ŵ", 2),
            ("a" * MAX_CHARACTERS, 6),
        ],
    )
    def test_single_and_joined_messages_have_their_lengths(self, text, fragments):
        assert fragment_count(text) == fragments

    def test_it_counts_the_characters_that_are_sent(self):
        assert fragment_count("\u201c" * 160) == 1

    def test_space_around_the_text_costs_nothing(self):
        assert fragment_count("\n" + "a" * 160 + "  ") == 1

    def test_the_service_name_in_front_counts(self):
        assert fragment_count("a" * 158, service_prefix="B") == 2

    def test_a_welsh_service_name_makes_it_a_message_of_16_bit_units(self):
        assert fragment_count("a" * 100, service_prefix="Tŷ") == 2


class TestCharacterCount:
    def test_space_around_the_text_is_not_sent(self):
        assert character_count("  ab\n") == 2

    def test_the_prefix_is_followed_by_a_colon_and_a_space(self):
        assert character_count("ab", service_prefix="Tax") == 7


class TestPreparedSMS:
    def test_redacted_its_text_has_no_value(self):
        assert PreparedSMS("Code: ((code))").text({"code": "12345"}, redact=True) == "Code: hidden"

    def test_values_are_sent_in_plain_characters(self):
        assert PreparedSMS("Hi ((name))").text({"name": "O\u2019Neill\u200b"}) == "Hi O'Neill"

    def test_no_space_is_left_where_text_at_an_edge_was_left_out(self):
        assert PreparedSMS("Hi\n\n((late??Late))").text({"late": "no"}) == "Hi"

    def test_no_space_is_left_where_a_value_at_an_edge_is_blank(self):
        assert PreparedSMS("((a)) Hi ((a))").text({"a": " "}) == "Hi"

    def test_no_line_is_left_at_an_edge_of_the_html(self):
        assert PreparedSMS("\n\nHi\n").html({}) == "Hi"

    def test_prefix_and_values_are_escaped_in_html(self):
        html = PreparedSMS("((a))", "<Tax>").html({"a": "<b>"})

        assert html == "&lt;Tax&gt;: &lt;b&gt;"

    def test_a_value_is_never_a_link(self):
        assert PreparedSMS("((a))").html({"a": "https://evil.example"}) == "https://evil.example"

    def test_a_condition_ends_a_url_before_it(self):
        html = PreparedSMS("((a??https://a.gov.uk))").html({})

        assert html == (
            '<span class="placeholder-conditional">((a??</span>'
            '<a class="govuk-link" href="https://a.gov.uk">https://a.gov.uk</a>))'
        )
