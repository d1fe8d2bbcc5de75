from portal_apps.message_templates.content.preview import preview_of

LETTER = {
    "template_type": "letter",
    "name": "Decision",
    "subject": "Your ((benefit))",
    "content": "Dear ((name))",
    "reply_to_text": "Office\nLeeds",
    "letter_languages": "english",
    "letter_welsh_subject": None,
    "letter_welsh_content": None,
    "is_precompiled_letter": False,
}


class TestLetterPreview:
    def test_subject_content_and_contact_block_are_shown(self):
        preview = preview_of(LETTER, values={"name": "Sam"})

        assert preview.subject_html == 'Your <span class="placeholder">((benefit))</span>'
        assert preview.html == '<p class="govuk-body">Dear Sam</p>\n'
        assert preview.contact_block_html == "Office<br>Leeds"
        assert preview.placeholders == ("benefit", "name")

    def test_an_english_letter_has_no_welsh_part(self):
        preview = preview_of(LETTER)

        assert preview.welsh_html is None
        assert preview.welsh_subject_html is None

    def test_a_welsh_part_comes_first_with_its_placeholders(self):
        welsh = {
            "letter_languages": "welsh_then_english",
            "letter_welsh_subject": "Eich ((budd))",
            "letter_welsh_content": "Annwyl ((name))",
        }

        preview = preview_of(LETTER | welsh, values={"name": "Siân"})

        assert preview.welsh_subject_html == 'Eich <span class="placeholder">((budd))</span>'
        assert preview.welsh_html == '<p class="govuk-body">Annwyl Siân</p>\n'
        assert preview.placeholders == ("budd", "name", "benefit")

    def test_a_precompiled_letter_has_no_text_of_its_own(self):
        preview = preview_of(LETTER | {"is_precompiled_letter": True, "content": "((to be ignored))"})

        assert preview.is_precompiled
        assert preview.html == ""

    def test_without_a_sender_the_contact_block_is_empty(self):
        assert preview_of(LETTER | {"reply_to_text": None}).contact_block_html == ""

    def test_links_are_text_with_their_values(self):
        preview = preview_of(LETTER | {"content": "[a](https://a.gov.uk/((id)))"}, values={"id": "7 b"})

        assert preview.html == '<p class="govuk-body">[a](https://a.gov.uk/7 b)</p>\n'
