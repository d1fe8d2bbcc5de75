"""Changing an e-mail address or a mobile number: typed on one page, kept on the server, and saved by a later one.

One's own (in `users`, which asks for proof in between) and a member's (in `team`, which asks to confirm) alike:

    new = ContactChange.of(request, EMAIL_ADDRESS, person.id)
    return new.ask(request, form, page, then=next_url)    # the first page
    ...
    if not new.value:                                     # every later page
        return redirect(first_url)
    new.save(updated_by=manager.id)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from gateway import EventType, user_api_client
from gateway.errors import BadRequest, Conflict, HTTPError, ServerError, field_messages
from portal_apps.core import audit, recipients
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.fields import WRONG_FORMAT, EmailAddress, MobileNumber
from portal_apps.core.forms import Form
from portal_apps.core.journeys import Journey
from portal_apps.core.permissions import PortalRequest

EMAIL_ADDRESS = "email_address"
MOBILE_NUMBER = "mobile_number"
EVENTS = {EMAIL_ADDRESS: EventType.UPDATE_USER_EMAIL, MOBILE_NUMBER: EventType.UPDATE_USER_MOBILE_NUMBER}
NOT_PUBLIC_SECTOR = "Enter a public sector email address, like name@example.gov.uk"
TAKEN = "Somebody already has an account with this email address"
SEEN_AT_THE_START, SEEN_AT_THE_END = 3, 2


class EmailAddressForm(Form):
    """A new address for somebody who has one. `admits` says which ones they may have; all, unless it is given."""

    email_address = EmailAddress("email", missing="Enter an email address")

    def __init__(
        self, *args: Any, person_id: str, admits: Callable[[str], bool] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person_id = person_id
        self.admits = admits

    def clean_email_address(self) -> str:
        email_address: str = self.cleaned_data["email_address"]
        if email_address == self.initial.get("email_address"):
            return email_address
        if self.admits and not self.admits(email_address):
            raise ValidationError(NOT_PUBLIC_SECTOR)
        try:
            taken = is_taken(email_address, self.person_id)
        except BadRequest as error:
            # The API knows more about addresses than the form.
            raise ValidationError(WRONG_FORMAT) from error
        if taken:
            raise ValidationError(TAKEN)
        return email_address


class MobileNumberForm(Form):
    mobile_number = MobileNumber()

    def add_api_errors(self, error: HTTPError, fields: Mapping[str, str] | None = None) -> None:
        """The API knows more about numbers than the form, but speaks to programmers."""
        if MOBILE_NUMBER in field_messages(error):
            self.add_error(MOBILE_NUMBER, recipients.WRONG)
        else:
            super().add_api_errors(error, fields)


@dataclass(frozen=True, slots=True)
class ContactChange:
    """One new address or number on its way, for one person."""

    attribute: str
    person_id: str
    journey: Journey

    @classmethod
    def of(cls, request: PortalRequest, attribute: str, person_id: str) -> Self:
        return cls(attribute, person_id, Journey.of(request, f"change {attribute}", person_id))

    @property
    def value(self) -> str:
        """What was typed; empty when the journey has not begun, is over, or took too long."""
        return self.journey.answers.get(self.attribute, "")

    def ask(self, request: PortalRequest, form: Form, page: ChangePage, then: str) -> HttpResponse:
        """The page on which it is typed. Leads on to `then`, or back when what was typed is what is there."""

        def keep(typed: dict[str, Any]) -> HttpResponse | None:
            if typed[self.attribute] == form.initial.get(self.attribute):
                return None
            self.journey.keep(**{self.attribute: typed[self.attribute]})
            return redirect(then)

        return change(request, form, page, keep)

    def save(self, **more: object) -> dict[str, Any]:
        """The changed person. Raises BadRequest and Conflict in words for whoever reads the page."""
        person = save(self.attribute, self.person_id, self.value, **more)
        self.journey.end()
        return person


def save(attribute: str, person_id: str, value: str, **more: object) -> dict[str, Any]:
    """The changed person. Raises BadRequest and Conflict in words for whoever reads the page."""
    try:
        person: dict[str, Any] = user_api_client.update_user_attribute(
            person_id, **{attribute: value, **more}
        )
    except (BadRequest, ServerError) as error:
        if attribute == MOBILE_NUMBER and MOBILE_NUMBER in field_messages(error):
            raise BadRequest(message=recipients.WRONG) from error
        # An API that trips over an address in use says no more than that it tripped.
        if attribute == EMAIL_ADDRESS and is_taken(value, person_id):
            raise Conflict(message=TAKEN) from error
        raise
    return person


def record(
    request: PortalRequest, attribute: str, person_id: str, original: str | None, new: str | None
) -> None:
    """Who has just changed it; `original` was read before."""
    facts = {f"original_{attribute}": original, f"new_{attribute}": new}
    audit.record(request, EVENTS[attribute], user_id=person_id, updated_by_id=request.visit.user.id, **facts)


def is_taken(email_address: str, person_id: str) -> bool:
    """Whether the address belongs to somebody else. Their own, written otherwise, is free for people to have."""
    owner = user_api_client.get_user_by_email_or_none(email_address)
    return owner is not None and owner["id"] != person_id


def redacted(mobile_number: str) -> str:
    """077••••••01: enough to recognise a number by, too little to ring it."""
    hidden = len(mobile_number) - SEEN_AT_THE_START - SEEN_AT_THE_END
    if hidden < 1:
        return "•" * len(mobile_number)
    return f"{mobile_number[:SEEN_AT_THE_START]}{'•' * hidden}{mobile_number[-SEEN_AT_THE_END:]}"
