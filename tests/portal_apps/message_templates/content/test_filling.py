from portal_apps.message_templates.content.filling import PreparedLine, fill, highlighted


class TestFill:
    def test_values_take_the_place_of_placeholders_and_the_others_stay(self):
        assert fill("((A)) ((b)) ((c??d))", {"a": "x"}) == "x ((b)) ((c??d))"

    def test_a_value_is_not_filled_again(self):
        assert fill("((a))((b))", {"a": "((b))", "b": "x"}) == "((b))x"

    def test_nothing_is_escaped_in_plain_text(self):
        assert fill("<((a))>", {"a": "&"}) == "<&>"

    def test_redacted_it_shows_no_value_and_no_conditional_text(self):
        assert fill("((a)) ((b??c))", {"a": "x", "b": "yes"}, redact=True) == "hidden hidden"

    def test_the_same_name_may_be_a_condition_and_a_value(self):
        assert fill("((a??shown)) ((a))", {"a": "yes"}) == "shown yes"


class TestHighlighted:
    def test_typed_text_names_and_values_are_escaped(self):
        html = highlighted("<i> ((<b>)) ((v)) ((<c>??<d>))", {"v": "<e>\nf"})

        assert html == (
            '&lt;i&gt; <span class="placeholder">((&lt;b&gt;))</span> &lt;e&gt;<br>f '
            '<span class="placeholder-conditional">((&lt;c&gt;??</span>&lt;d&gt;))'
        )

    def test_redacted_it_shows_no_value(self):
        html = highlighted("Dear ((v))", {"v": "Lena"}, redact=True)

        assert html == 'Dear <span class="placeholder-redacted">hidden</span>'


class TestPreparedLine:
    def test_a_subject_is_one_line_whatever_its_values(self):
        line = PreparedLine(" Hello\n((name)) ")

        assert line.text({"name": "a\nb"}) == "Hello a b"
        assert line.html({"name": "a\n<b>"}) == "Hello a &lt;b&gt;"

    def test_lists_are_joined(self):
        assert PreparedLine("((things))").html({"things": ["a", "b"]}) == "a and b"
