"""Forms: what is typed, how it is drawn, and where the API's refusals stand."""

import pytest
import requests
from django import forms

from gateway.errors import BadRequest
from portal_apps.core.fields import EmailAddress
from portal_apps.core.forms import Form, Text


class PermitForm(Form):
    name = Text(
        label="Permit name", help_text="As on the sign", error_messages={"required": "Enter a permit name"}
    )
    kind = forms.ChoiceField(label="Kind", choices=[("car", "Car"), ("bus", "Bus")], widget=forms.RadioSelect)
    zones = forms.MultipleChoiceField(
        label="Zones", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput, required=False)
    notes = Text(label="Notes", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="I agree", required=False)


class AddressForm(Form):
    email_address = EmailAddress()


FILLED = {"name": "Resident", "kind": "car"}


def refused(body: str) -> BadRequest:
    response = requests.Response()
    response.status_code = 400
    response._content = body.encode()
    return BadRequest(response)


class TestText:
    @pytest.mark.parametrize("typed", ["  Resident ", "\u200bResident\ufeff", "\tResident\n"])
    def test_loses_white_space_around_it_and_what_nobody_sees(self, typed):
        form = PermitForm({**FILLED, "name": typed})

        assert form.is_valid()
        assert form.cleaned_data["name"] == "Resident"

    def test_only_white_space_is_nothing(self):
        form = PermitForm({**FILLED, "name": " \u200b "})

        assert form.errors["name"] == ["Enter a permit name"]


class TestErrors:
    def test_the_summary_links_to_the_field_or_to_the_first_item_of_a_group(self):
        form = PermitForm({})

        assert form.error_list == [
            {"text": "Enter a permit name", "href": "#name"},
            {"text": "This field is required.", "href": "#kind-0"},
        ]

    def test_what_the_api_refuses_stands_beside_its_field(self):
        form = PermitForm(FILLED)
        form.is_valid()

        form.add_api_errors(refused('{"message": {"permit_name": ["Name in use"]}}'), {"permit_name": "name"})

        assert form.errors["name"] == ["Name in use"]

    def test_what_belongs_to_no_field_stands_above_the_form(self):
        form = PermitForm(FILLED)
        form.is_valid()

        form.add_api_errors(refused('{"message": "No permits today"}'))

        assert form.error_list == [{"text": "No permits today"}]


class TestEmailAddress:
    DOMAIN = "@meadowbridge.gov.uk"

    def test_may_be_as_long_as_the_column_of_the_api(self):
        longest = "a" * (255 - len(self.DOMAIN)) + self.DOMAIN

        assert AddressForm({"email_address": longest}).is_valid()
        assert AddressForm({"email_address": f"a{longest}"}).errors == {
            "email_address": ["Email address must be 255 characters or fewer"]
        }

    def test_what_is_much_too_long_has_one_fault_in_our_words(self):
        assert AddressForm({"email_address": "a" * 400 + self.DOMAIN}).errors == {
            "email_address": ["Email address must be 255 characters or fewer"]
        }


class TestDrawing:
    def test_ids_are_the_plain_names(self):
        html = str(PermitForm()["name"])

        assert 'id="name"' in html
        assert 'class="govuk-input"' in html
        assert "As on the sign" in html

    def test_an_error_stands_with_the_field_and_what_was_typed_stays(self):
        html = str(PermitForm({"name": "", "notes": "<b>kept</b>"})["name"])
        notes = str(PermitForm({"name": "", "notes": "<b>kept</b>"})["notes"])

        assert "govuk-input--error" in html
        assert "Enter a permit name" in html
        assert "&lt;b&gt;kept&lt;/b&gt;" in notes

    def test_items_of_a_group_are_numbered_from_nought(self):
        html = str(PermitForm({**FILLED, "kind": "bus"})["kind"])

        assert 'id="kind-0"' in html
        assert 'id="kind-1" name="kind" type="radio" value="bus" checked' in html

    def test_several_choices_stay_ticked(self):
        html = str(PermitForm({**FILLED, "zones": ["a", "b"]})["zones"])

        assert html.count(" checked") == 2

    def test_a_password_is_never_written_back(self):
        assert "hunter22" not in str(PermitForm({**FILLED, "secret": "hunter22"})["secret"])

    def test_nothing_that_is_pasted_is_cut_off(self):
        assert "maxlength" not in str(AddressForm()["email_address"])

    def test_a_single_checkbox_has_the_name_as_its_id(self):
        assert 'id="agreed" name="agreed" type="checkbox" value="y"' in str(PermitForm()["agreed"])

    def test_a_template_may_say_more(self):
        html = PermitForm()["name"].govuk(classes="govuk-input--width-10")

        assert "govuk-input--width-10" in html
