"""What can be changed about an organisation, a thing a page: its address, its form, and what is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal_apps.core.billing_details import BILLING, BillingDetails
from portal_apps.core.changes import EditForm, YesNo
from portal_apps.orgs import forms
from portal_apps.orgs.forms import CROWN, SIGNED, value_of
from portal_apps.orgs.models import Organisation

JOIN = "can_ask_to_join_a_service"

FormOf = Callable[[Any, Organisation], EditForm]


@dataclass(frozen=True, slots=True)
class Setting:
    """One page. `form_of` makes the form from what was sent and what is there; `saved` is what the API is told."""

    address: str
    title: str
    done: str
    form_of: FormOf
    saved: Callable[[EditForm], dict[str, Any]]

    @property
    def url_name(self) -> str:
        return self.address.replace("-", "_")


def _name(sent: Any, organisation: Organisation) -> EditForm:
    return forms.RenameOrganisation(sent, initial={"name": organisation.name})


def _type(sent: Any, organisation: Organisation) -> EditForm:
    return forms.ChangeType(sent, initial={"organisation_type": organisation.facts["organisation_type"]})


def _crown(sent: Any, organisation: Organisation) -> EditForm:
    return forms.ChangeCrownStatus(
        sent, initial={"crown_status": value_of(CROWN, organisation.facts["crown"])}
    )


def _agreement(sent: Any, organisation: Organisation) -> EditForm:
    signed = value_of(SIGNED, organisation.facts["agreement_signed"])
    return forms.ChangeAgreement(sent, initial={"agreement_signed": signed})


def _domains(sent: Any, organisation: Organisation) -> EditForm:
    return forms.Domains(sent, domains=organisation.facts["domains"])


def _billing(sent: Any, organisation: Organisation) -> EditForm:
    return BillingDetails(sent, initial={name: organisation.facts[name] for name in BILLING})


def _approves_own(sent: Any, organisation: Organisation) -> EditForm:
    now = str(organisation.can_approve_own_go_live_requests)
    question = "Can its members approve requests to go live?"
    return YesNo(sent, initial={"enabled": now}, question=question)


def _joins(sent: Any, organisation: Organisation) -> EditForm:
    now = str(organisation.has_permission(JOIN))
    question = "Can people ask to join its services?"
    return YesNo(sent, initial={"enabled": now}, question=question)


def _text(name: str, label: str) -> FormOf:
    return lambda sent, organisation: forms.Notes(
        sent, initial={name: organisation.facts[name]}, name=name, label=label
    )


def _as_typed(form: EditForm) -> dict[str, Any]:
    """The fields under their own names, an empty text as the API keeps it: as nothing."""
    return {name: form.cleaned_data[name] or None for name in form.fields if name != "started_from"}


GO_LIVE_NOTES = "request_to_go_live_notes"
SETTINGS = (
    Setting("edit-name", "Change the name", "Name changed", _name, _as_typed),
    Setting("edit-type", "Change the type of organisation", "Type changed", _type, _as_typed),
    Setting(
        "edit-crown-status",
        "Change the Crown status",
        "Crown status changed",
        _crown,
        lambda form: {"crown": CROWN[form.cleaned_data["crown_status"]]},
    ),
    Setting(
        "edit-agreement",
        "Change the agreement",
        "Agreement changed",
        _agreement,
        lambda form: {"agreement_signed": SIGNED[form.cleaned_data["agreement_signed"]]},
    ),
    Setting(
        "edit-organisation-domains",
        "Change the domains",
        "Domains changed",
        _domains,
        lambda form: {"domains": form.domains},  # type: ignore[attr-defined]  # the form of this page
    ),
    Setting(
        "edit-go-live-notes",
        "Change the notes for requests to go live",
        "Notes changed",
        _text(GO_LIVE_NOTES, "Notes for requests to go live"),
        _as_typed,
    ),
    Setting(
        "edit-can-approve-own-go-live-requests",
        "Approving requests to go live",
        "Saved",
        _approves_own,
        lambda form: {"can_approve_own_go_live_requests": form.cleaned_data["enabled"]},
    ),
    Setting(
        "edit-can-ask-to-join-a-service",
        "Asking to join a service",
        "Saved",
        _joins,
        lambda form: {"permissions": [JOIN] if form.cleaned_data["enabled"] else []},
    ),
    Setting("notes", "Change the notes", "Notes changed", _text("notes", "Notes"), _as_typed),
    Setting(
        "edit-billing-details", "Change the billing details", "Billing details changed", _billing, _as_typed
    ),
)
