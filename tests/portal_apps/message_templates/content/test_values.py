import pytest
from markupsafe import Markup

from portal_apps.message_templates.content.values import as_text, by_key, is_yes


class TestByKey:
    def test_names_are_normalised_and_none_is_as_if_absent(self):
        assert by_key({"First name": "A", "last_name": None, "n": 0}) == {"firstname": "A", "n": 0}

    def test_no_values_are_an_empty_mapping(self):
        assert by_key(None) == {}


class TestIsYes:
    @pytest.mark.parametrize("value", ["yes", "Y", " true ", "T", "1", 1, True, "include", "show"])
    def test_these_show_the_text(self, value):
        assert is_yes(value)

    @pytest.mark.parametrize(
        "value", ["no", "", "0", 0, 2, False, "off", "anything else", [], ["yes"], {"yes": 1}]
    )
    def test_all_others_leave_it_out(self, value):
        assert not is_yes(value)


class TestAsText:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ([], ""),
            (["a"], "a"),
            (["a", "b"], "a and b"),
            (("a", "b", "c"), "a, b and c"),
            (["a", None, " ", ""], "a"),
            ([1, ["x", "y"]], "1 and x and y"),
            (7, "7"),
            (0.5, "0.5"),
            (True, "True"),
            ("a\r\nb\rc", "a\nb\nc"),
        ],
    )
    def test_values_read_as_running_text(self, value, text):
        assert as_text(value) == text

    def test_what_is_marked_as_safe_html_is_plain_text_again(self):
        assert type(as_text(Markup("<b>"))) is str

    def test_reserved_and_broken_characters_become_the_replacement_character(self):
        assert as_text("a\U000f0000\ud800b") == "a\ufffd\ufffdb"
