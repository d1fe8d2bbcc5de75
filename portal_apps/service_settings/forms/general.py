"""The forms of what a service is called, how it is reached, and how much it sends and keeps."""

from collections.abc import Mapping
from typing import Any

from gateway import service_api_client
from gateway.errors import HTTPError
from portal_apps.core.changes import EditForm
from portal_apps.core.fields import OnOff, ThingName, WholeNumber
from portal_apps.services.naming import NamesService, fault_of_sender_name, local_part

SHORTEST_RETENTION, LONGEST_RETENTION = 3, 90
# Mailboxes that people take for somebody else's.
RESERVED = frozenset({"alert", "info", "noreply", "support"})


class RenameService(NamesService, EditForm):
    """On the page of the settings."""


class ServiceEmailSender(EditForm):
    use_custom_email_sender_name = OnOff(
        "Which name should people see your emails come from?",
        on="A different name",
        off="The service name",
        off_first=True,
    )
    custom_email_sender_name = ThingName("Sender name", "Enter a sender name", required=False)

    def clean(self) -> dict[str, Any]:
        """What stands in the box is only looked at when it is to be used."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("use_custom_email_sender_name"):
            self.errors.pop("custom_email_sender_name", None)
        elif "custom_email_sender_name" in typed and (
            fault := _fault_of_custom_name(typed["custom_email_sender_name"])
        ):
            self.add_error("custom_email_sender_name", fault)
        return typed

    @property
    def sender_name(self) -> str | None:
        """None stands for the name of the service."""
        typed = self.cleaned_data
        return typed["custom_email_sender_name"] if typed["use_custom_email_sender_name"] else None

    def add_api_errors(self, error: HTTPError, fields: Mapping[str, str] | None = None) -> None:
        if explained := service_api_client.parse_custom_email_sender_name_http_error(error):
            self.add_error("custom_email_sender_name", explained)
        else:
            super().add_api_errors(error, fields)


def _fault_of_custom_name(name: str) -> str:
    if not name:
        return "Enter a sender name"
    if "@" in name:
        return "Enter a name, not an email address"
    if local_part(name).replace(".", "") in RESERVED:
        return "Choose a name that says who the emails come from"
    return fault_of_sender_name(name)


class SetServiceDataRetention(EditForm):
    days_of_retention = WholeNumber(
        "Number of days",
        "Enter a number of days",
        smallest=SHORTEST_RETENTION,
        largest=LONGEST_RETENTION,
        help_text="Between 3 and 90 days.",
    )


class EstimateUsage(EditForm):
    volume_email = WholeNumber("Emails", "", required=False)
    volume_sms = WholeNumber("Text messages", "", required=False)
    volume_letter = WholeNumber("Letters", "", required=False)

    def clean(self) -> dict[str, Any]:
        """A box that is left empty stands for none."""
        typed = super().clean() or self.cleaned_data
        if not self.errors and not any(typed[name] for name in typed if name.startswith("volume")):
            self.add_error("volume_email", "Enter how many messages you expect to send, of one kind at least")
        return typed

    @property
    def volumes(self) -> dict[str, int]:
        return {name: number or 0 for name, number in self.cleaned_data.items() if name != "started_from"}
