"""The forms of organisations: making one, and changing one thing about it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, Choices, EmailAddress, ShortText, ThingName
from portal_apps.core.forms import Form, Text
from portal_apps.orgs import domains
from portal_apps.orgs.members import MAKES_SERVICES_LIVE
from portal_apps.orgs.models import NAMES_OF_TYPES

MOST_DOMAINS = 30
CROWN = {"crown": True, "non-crown": False, "unknown": None}
SIGNED = {"yes": True, "no": False, "unknown": None}


def value_of(meanings: dict[str, bool | None], meant: bool | None) -> str:
    """The radio that stands for a fact of the API."""
    return next(value for value, meaning in meanings.items() if meaning is meant)


class OrganisationName(ThingName):
    def __init__(self) -> None:
        super().__init__("Organisation name", "Enter the name of the organisation")


class OrganisationType(Choice):
    def __init__(self) -> None:
        super().__init__("Type of organisation", "Select the type of organisation", NAMES_OF_TYPES.items())


class CrownStatus(Choice):
    def __init__(self, *, offer_unknown: bool = True) -> None:
        choices = [
            ("crown", "Yes"),
            ("non-crown", "No"),
            *([("unknown", "Not sure")] if offer_unknown else []),
        ]
        super().__init__("Is it a Crown body?", "Select if it is a Crown body", choices)


class NewOrganisation(Form):
    name = OrganisationName()
    organisation_type = OrganisationType()
    crown_status = CrownStatus(offer_unknown=False)


class RenameOrganisation(EditForm):
    name = OrganisationName()


class ChangeType(EditForm):
    organisation_type = OrganisationType()


class ChangeCrownStatus(EditForm):
    crown_status = CrownStatus()


class ChangeAgreement(EditForm):
    agreement_signed = Choice(
        "Has it signed the agreement?",
        "Select if it has signed the agreement",
        [("yes", "Yes"), ("no", "No"), ("unknown", "No, but people may go live")],
    )


class Notes(EditForm):
    """One box of text under the name that the API gives it."""

    def __init__(self, *args: Any, name: str, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = Text(label=label, required=False, widget=forms.Textarea)


class Domains(EditForm):
    """Thirty boxes, a domain in each."""

    def __init__(self, *args: Any, domains: list[str], **kwargs: Any) -> None:
        super().__init__(
            *args, initial={f"domains-{index}": one for index, one in enumerate(domains)}, **kwargs
        )
        for index in range(MOST_DOMAINS):
            self.fields[f"domains-{index}"] = Domain(index + 1)

    @property
    def domains(self) -> list[str]:
        """Each once, in the order of the boxes."""
        typed = (self.cleaned_data[f"domains-{index}"] for index in range(MOST_DOMAINS))
        return list(dict.fromkeys(filter(None, typed)))


class Domain(ShortText):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"Domain {number}",
            required=False,
            widget=forms.TextInput(
                {"spellcheck": False, "autocomplete": "off", "classes": "govuk-input--width-20"}
            ),
        )

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        try:
            return domains.checked(typed) if typed else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error


class AddBrands(Form):
    branding_field = Choices(
        "Branding options", [], gone="One of the options you chose is not there any more"
    )

    def __init__(self, *args: Any, brands: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["branding_field"])
        field.choices = [(brand["id"], brand["name"]) for brand in brands]
        field.error_messages["required"] = "Select at least one branding option"


class MemberPermissions(EditForm):
    permissions_field = Choices(
        "Permissions",
        [(MAKES_SERVICES_LIVE, "Make new services live")],
        required=False,
        hints={MAKES_SERVICES_LIVE: "This team member will get an email about each request to go live."},
    )

    def __init__(self, *args: Any, may_approve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_approve:
            del self.fields["permissions_field"]

    @property
    def permissions(self) -> list[str]:
        return self.cleaned_data.get("permissions_field", [])


class InviteMember(MemberPermissions):
    email_address = EmailAddress("off", missing="Enter an email address")
    field_order = ("email_address", "permissions_field")

    def __init__(self, *args: Any, inviter: str | None, taken: dict[str, str], **kwargs: Any) -> None:
        """`inviter` is who may not be invited; `taken` says why others need no invitation, by address."""
        super().__init__(*args, **kwargs)
        self.inviter = inviter
        self.taken = taken

    def clean_email_address(self) -> str:
        email_address: str = self.cleaned_data["email_address"]
        if self.inviter and email_address.casefold() == self.inviter.casefold():
            raise ValidationError("You cannot send an invitation to yourself")
        if reason := self.taken.get(email_address.casefold()):
            raise ValidationError(reason)
        return email_address
