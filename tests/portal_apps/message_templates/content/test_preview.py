import pytest

from portal_apps.message_templates.content.preview import prepare, preview_of

EMAIL = {"template_type": "email", "name": "Welcome", "subject": "Hi ((name))", "content": "# Ref\n\n((ref))"}
SMS = {"template_type": "sms", "name": "Code", "subject": None, "content": "Your code is ((code))"}


class TestEmailPreview:
    def test_it_has_the_filled_subject_and_content(self):
        preview = preview_of(EMAIL, values={"Name": "Sam & Jo", "REF": "A1"})

        assert preview.name == "Welcome"
        assert preview.subject == "Hi Sam & Jo"
        assert preview.subject_html == "Hi Sam &amp; Jo"
        assert preview.html == '<h2 class="govuk-heading-m">Ref</h2>\n<p class="govuk-body">A1</p>\n'
        assert preview.placeholders == ("name", "ref")

    def test_it_counts_the_filled_text_as_typed(self):
        preview = preview_of(EMAIL, values={"ref": "A1"})

        assert preview.character_count == len("# Ref\n\nA1")
        assert preview.fragment_count is None

    def test_it_is_too_long_above_two_million_bytes(self):
        assert not preview_of(EMAIL | {"content": "é" * 1_000_000}).is_too_long
        assert preview_of(EMAIL | {"content": "é" * 1_000_000 + "a"}).is_too_long

    def test_the_prepared_template_has_a_plain_text_part(self):
        assert prepare(EMAIL).plain_text({"ref": "A1"}).endswith("A1")


class TestSMSPreview:
    def test_it_shows_and_counts_the_prefix(self):
        preview = preview_of(SMS, values={"code": "12345"}, service_prefix="Tax")

        assert preview.html == "Tax: Your code is 12345"
        assert preview.text == "Your code is 12345"
        assert preview.character_count == len("Tax: Your code is 12345")
        assert preview.fragment_count == 1
        assert preview.subject_html is None

    def test_names_count_as_typed_while_they_have_no_value(self):
        assert preview_of(SMS).character_count == len(SMS["content"])

    def test_the_limit_is_for_the_text_without_the_prefix(self):
        assert not preview_of(SMS | {"content": "a" * 918}, service_prefix="Tax").is_too_long
        assert preview_of(SMS | {"content": "a" * 919}).is_too_long


class TestPrepare:
    def test_one_template_is_filled_for_many_recipients(self):
        prepared = prepare(SMS)

        assert [prepared.render({"code": code}).text for code in (1, 2)] == [
            "Your code is 1",
            "Your code is 2",
        ]
        assert prepared.placeholders == ("code",)

    def test_rendering_for_one_leaves_nothing_for_the_next(self):
        prepared = prepare(SMS)

        prepared.render({"code": "12345"})

        assert prepared.render().text == "Your code is ((code))"

    def test_a_redacted_preview_reads_no_value(self):
        preview = preview_of(EMAIL, values={"name": "Sam", "ref": "A1"}, redact=True)

        assert "Sam" not in preview.subject_html + preview.subject
        assert "A1" not in preview.html + preview.text

    def test_another_type_is_refused(self):
        with pytest.raises(ValueError, match="not 'fax'"):
            prepare({"template_type": "fax"})


class TestKeeping:
    @pytest.mark.parametrize("length", [1, 20_000])
    def test_what_differs_in_anything_is_another_preview(self, length):
        template = SMS | {"content": f"((code)) {'x' * length}"}

        assert preview_of(template, values={"code": "1"}).text.startswith("1 x")
        assert preview_of(template, values={"code": "2"}).text.startswith("2 x")
        assert preview_of(template, values={"code": "2"}, redact=True).text.startswith("hidden x")
        assert preview_of(template, values={"code": "2"}, service_prefix="Tax").html.startswith("Tax: 2")
        assert preview_of(template | {"name": "Other"}).name == "Other"
        assert preview_of(EMAIL | {"content": template["content"]}).template_type == "email"

    def test_one_that_has_no_letter_contact_borrows_none(self):
        letter = {"template_type": "letter", "name": "L", "subject": "S", "content": "C"}

        assert "1 Hall Road" in preview_of(letter | {"reply_to_text": "1 Hall Road"}).contact_block_html
        assert not preview_of(letter).contact_block_html
