import pytest

from portal_apps.message_templates.content.email import PreparedEmail, belted
from portal_apps.message_templates.content.values import by_key

LIST = '<ul class="govuk-list govuk-list--bullet">'


def html_of(content, **values):
    return str(PreparedEmail("", content).html(by_key(values))).strip()


def text_of(content, **values):
    return PreparedEmail("", content).plain_text(by_key(values))


class TestLists:
    def test_bullets_may_follow_a_line_of_text(self):
        assert html_of("Bring:\n* one") == f'<p class="govuk-body">Bring:</p>\n{LIST}\n<li>one</li>\n</ul>'

    def test_numbers_and_bullets_are_lists_of_their_own(self):
        html = html_of("* a\n1. b\n* c")

        assert [html.count(tag) for tag in ("<ul", "<ol", "<li>")] == [2, 1, 3]

    def test_deep_lists_stop_at_four_levels(self):
        html = html_of("\n".join(f"{'  ' * depth}* {depth}" for depth in range(50)))

        assert html.count("<ul") == 4
        assert html.count("<li>") == 50

    def test_a_paragraph_after_a_blank_line_is_no_item(self):
        assert html_of("* a\n\nb").endswith('</ul>\n<p class="govuk-body">b</p>')

    def test_a_sign_without_text_is_text(self):
        assert html_of("*") == '<p class="govuk-body">*</p>'

    def test_a_number_in_the_middle_of_a_list_goes_on_with_it(self):
        assert html_of("1. a\n2. b").count("<li>") == 2


class TestListValues:
    def test_alone_in_a_paragraph_they_leave_no_empty_ones(self):
        assert html_of("((a))", a=["x"]) == f"{LIST}\n<li>x</li>\n</ul>"

    def test_lines_around_them_have_no_stray_line_breaks(self):
        html = html_of("Bring\n((a))\nand\n((a))", a=["x"])

        items = f"{LIST}\n<li>x</li>\n</ul>"
        assert html == f'<p class="govuk-body">Bring</p>\n{items}\n<p class="govuk-body">and</p>\n{items}'

    def test_items_are_escaped(self):
        assert "<li>&lt;b&gt;</li>" in html_of("((a))", a=["<b>"])

    def test_in_inset_text_they_stay_inside(self):
        html = html_of("^ Bring ((a))", a=["x"])

        assert html == (
            f'<div class="govuk-inset-text">\n<p class="govuk-body">Bring</p>\n{LIST}\n<li>x</li>\n</ul>\n</div>'
        )

    @pytest.mark.parametrize(
        "content", ["# ((a))", "* ((a))", "[((a))](https://a.gov.uk)", "https://a.gov.uk/((a))"]
    )
    def test_elsewhere_they_are_joined(self, content):
        assert "x and y" in html_of(content, a=["x", "y"])

    def test_an_empty_list_is_an_empty_value(self):
        assert html_of("a((a))b", a=[]) == '<p class="govuk-body">ab</p>'

    def test_a_long_value_beside_a_list_is_read_in_one_pass(self):
        html = html_of("((a)) ((b))", a=["x"], b=" " * 200_000 + "y")

        assert html.endswith('<p class="govuk-body">y</p>')


class TestConditionals:
    def test_undecided_text_shows_its_markdown_and_its_brackets(self):
        html = html_of("((a??see [x])) https://a.gov.uk/((b??c)) d")

        assert '<span class="placeholder-conditional">((a??</span>see [x]))' in html
        assert '<span class="placeholder-conditional">((b??</span>c))' in html

    def test_each_combination_of_answers_is_kept_apart(self):
        email = PreparedEmail("", "((a??1))((b??2))")

        shown = [str(email.html({"a": a, "b": b})).strip() for a in ("yes", "no") for b in ("yes", "no")]

        assert shown == [f'<p class="govuk-body">{text}</p>' if text else "" for text in ("12", "1", "2", "")]

    def test_more_combinations_than_are_kept_still_come_out_right(self):
        names = [f"n{number}" for number in range(9)]
        email = PreparedEmail("", "".join(f"(({name}??{name};))" for name in names))

        for combination in range(2**9):
            answers = {name: "yes" if combination >> bit & 1 else "no" for bit, name in enumerate(names)}
            expected = "".join(f"{name};" for name in names if answers[name] == "yes")
            assert expected in email.html(answers)

    @pytest.mark.parametrize("sign", ["*", "-", "•", "1.", "#", "##", "^"])
    def test_a_line_whose_text_is_left_out_goes(self, sign):
        assert html_of(f"{sign} ((a??b))((c??d))", a="no", c="no") == ""


class TestPlainText:
    def test_each_kind_of_block_has_its_plain_form(self):
        text = text_of(
            "# A\n\n## B\n\nc\nd\n\n* e\n  * f\n\n1. g\n\n^ h\n\n---\n\n[i](https://a.gov.uk) [j](x)"
        )

        assert text == (
            f"A\n{'=' * 40}\n\nB\n{'-' * 40}\n\nc\nd\n\n• e\n  • f\n\n1. g\n\nh\n\n* * *\n\ni: https://a.gov.uk [j](x)"
        )

    def test_values_are_not_escaped_and_lists_become_bullets(self):
        assert text_of("A ((a)) b ((c))", a=["x", "<y>"], c="&") == "A \n\n• x\n• <y>\n\n b &"


class TestBelt:
    def test_it_removes_what_we_never_write(self):
        html = belted(
            '<script>a</script><a href="javascript:b" onclick="c">d</a><img src="e"><p style="f">g</p>'
        )

        assert html == "<a>d</a><p>g</p>"
