"""What a service may be called, and who decides it."""

import re
import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError

from gateway import service_api_client
from gateway.errors import HTTPError
from portal_apps.core.fields import ThingName
from portal_apps.core.formatting import count_of
from portal_apps.core.forms import Form
from portal_apps.core.permissions import Visit, can_make_services_live
from portal_apps.orgs.models import Organisation

# The longest From line that mail servers take, and the domain behind the @ of it.
LONGEST_FROM_LINE = 320
DOMAIN = "notifications.service.gov.uk"
NOT_LATIN = "Write the name in letters from the Latin alphabet"


class ServiceName(ThingName):
    """A name that recipients read, and that e-mails can come from."""

    def __init__(self) -> None:
        super().__init__("Service name", "Enter a service name")

    def run_validators(self, value: str) -> None:
        """After the length, which is the plainer thing to say."""
        super().run_validators(value)
        if value and (fault := fault_of_sender_name(value)):
            raise ValidationError(fault)


class NamesService(Form):
    """A form with the name of a service: the API speaks to programmers about names that others have."""

    name = ServiceName()

    def add_api_errors(self, error: HTTPError, fields: Mapping[str, str] | None = None) -> None:
        if explained := service_api_client.parse_edit_service_http_error(error):
            self.add_error("name", explained)
        else:
            super().add_api_errors(error, fields)


def local_part(name: str) -> str:
    """What stands before the @ of the e-mails of a service: boat.licences"""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\.{2,}", ".", re.sub(r"[^a-z0-9.]", "", re.sub(r"\s+", ".", letters))).strip(".")


def fault_of_sender_name(name: str) -> str:
    """What is wrong with a name that e-mails are to come from, in words for whoever typed it; nothing when it will do."""
    address = local_part(name)
    if not address:
        return NOT_LATIN
    too_long = len(f'"{name}" <{address}@{DOMAIN}>') - LONGEST_FROM_LINE
    if too_long > 0:
        # Every letter stands in the line twice.
        return f"Name is too long. Make it shorter by {count_of(-(-too_long // 2), 'character')} or more"
    return ""


def who_must_agree(visit: Visit) -> Organisation | None:
    """The organisation that has approved the names of the service, or is asked to; None where the visitor may decide.

    Such an organisation decides through the people who make its services live, and asks for one call.
    """
    service = visit.service
    is_approved = not service.trial_mode or service.facts["has_active_go_live_request"]
    if not service.organisation_id or not is_approved or visit.may(can_make_services_live):
        return None
    organisation = Organisation.from_id(service.organisation_id)
    return organisation if organisation.can_approve_own_go_live_requests else None
