import pytest

from portal_apps.message_templates.content.placeholders import (
    PlaceholderChange,
    compare,
    names_with_commas,
    normalised,
    placeholder_names,
    placeholders_in,
    split,
)


class TestNormalised:
    @pytest.mark.parametrize(
        "name", ["First name", "FIRST NAME", "first_name", "first-name", " firstname ", "first\nname"]
    )
    def test_case_spaces_dashes_and_underscores_do_not_count(self, name):
        assert normalised(name) == "firstname"

    def test_other_signs_count(self):
        assert normalised("first.name") != normalised("first name")


class TestPlaceholdersIn:
    @pytest.mark.parametrize(
        ("text", "typed"),
        [
            ("((name))", ["((name))"]),
            ("(((name)))", ["((name))"]),
            ("((((name))))", ["((name))"]),
            ("((a))((b))", ["((a))", "((b))"]),
            ("((a ((b)) c))", ["((b))"]),
            ("((a\nb))", ["((a\nb))"]),
            ("((a??b\n\nc))", ["((a??b\n\nc))"]),
            ("((a??))", ["((a??))"]),
            ("((a?b))", ["((a?b))"]),
            ("((a)(b))", []),
            ("((a(b)))", []),
            ("(())", []),
            ("(( _- ))", []),
            ("((??text))", []),
            ("((name)", []),
            ("(name))", []),
            ("( (name))", []),
        ],
    )
    def test_a_body_without_brackets_between_double_ones_is_a_placeholder(self, text, typed):
        assert [str(placeholder) for placeholder in placeholders_in(text)] == typed

    def test_a_conditional_has_a_name_and_a_text(self):
        (placeholder,) = placeholders_in("((under 18??Ask a parent?? Please))")

        assert placeholder.name == "under 18"
        assert placeholder.key == "under18"
        assert placeholder.conditional_text == "Ask a parent?? Please"
        assert placeholder.opening == "((under 18??"

    def test_an_empty_conditional_text_is_still_conditional(self):
        (placeholder,) = placeholders_in("((a??))")

        assert placeholder.is_conditional

    def test_a_plain_one_opens_with_all_of_itself(self):
        (placeholder,) = placeholders_in("((name))")

        assert not placeholder.is_conditional
        assert placeholder.opening == "((name))"

    def test_a_long_text_of_brackets_is_read_in_one_pass(self):
        assert placeholders_in("(" * 200_000 + "a" * 200_000) == []


class TestSplit:
    def test_text_and_placeholders_come_in_order(self):
        assert [str(token) for token in split("a((b))c ((d??e))")] == ["a", "((b))", "c ", "((d??e))"]

    def test_no_piece_is_empty(self):
        assert [str(token) for token in split("((a))((b))")] == ["((a))", "((b))"]


class TestPlaceholderNames:
    def test_each_is_named_once_as_first_typed_subject_before_content(self):
        assert placeholder_names("((Name)) ((ref))", "((name)) (( date ))((REF??x))") == [
            "Name",
            "ref",
            "date",
        ]


class TestNamesWithCommas:
    def test_only_names_count_not_conditional_text(self):
        assert names_with_commas("((a, b)) ((c??d, e)) ((f))") == ["a, b"]


class TestCompare:
    def test_added_and_removed_placeholders_are_named_as_typed(self):
        change = compare(["((ref))", "((name))"], ["((Ref))", "((Due date))"])

        assert change == PlaceholderChange(added=("Due date",), removed=("name",))
        assert change.is_breaking

    @pytest.mark.parametrize("new", ["((FIRST_NAME))", "((first-name))", "((firstname??Hello))"])
    def test_another_spelling_is_no_change(self, new):
        change = compare(["((First name))"], [new])

        assert change == PlaceholderChange(added=(), removed=())
        assert not change.is_breaking

    def test_moving_a_placeholder_to_the_content_is_no_change(self):
        assert not compare(["((ref))", "x"], ["x", "((ref))"]).is_breaking

    def test_only_removing_does_not_break_callers(self):
        assert not compare(["((a)) ((b))"], ["((a))"]).is_breaking

    def test_what_nobody_gives_a_value_is_left_out_whatever_its_spelling(self):
        change = compare([], ["((Form.pdf)) ((name))"]).apart_from({"form.pdf"})

        assert (change.added, change.is_breaking) == (("name",), True)
