# ruff: noqa: RUF001 - the sentences are the API's, with its dashes and apostrophes
"""Who a message may go to: may this service write to that address or number?"""

from sandbox.addressees import Recipient, email_address, phone_number
from sandbox.api.errors import BadRequestError
from sandbox.api.recipients import normalised
from sandbox.models import Service, User

LANDLINES = "sms_to_uk_landlines"
TEAM_KEY = "Can’t send to this recipient using a team-only API key"
TRIAL_MODE = (
    "Can’t send to this recipient when service is in trial mode "
    "– see https://www.notifications.service.gov.uk/trial-mode"
)
NO_INTERNATIONAL = "Cannot send to international mobile numbers"


def recipient(service: Service, channel: str, text: str) -> Recipient:
    """An e-mail address or a number this service may use. Raises BadRequestError."""
    if channel == "email":
        return email_address(text)
    found = phone_number(text, landlines=LANDLINES in service.permissions)
    if found.international and "international_sms" not in service.permissions:
        raise BadRequestError(NO_INTERNATIONAL)
    return found


def check_allowed(service: Service, found: Recipient, key_type: str, *, guests: bool) -> None:
    """Raises BadRequestError for strangers, when the key or trial mode only allows the team (and guests)."""
    if key_type == "test" or (key_type == "normal" and not service.restricted):
        return
    if found.normalised not in _known_to(service, guests=guests):
        raise BadRequestError(TEAM_KEY if key_type == "team" else TRIAL_MODE)


def _known_to(service: Service, *, guests: bool) -> set[str]:
    members = User.objects.filter(servicemember__service=service, state="active")
    addresses = list(members.values_list("email_address", flat=True))
    numbers = list(members.exclude(mobile_number=None).values_list("mobile_number", flat=True))
    if guests:
        addresses += service.guest_list_email_addresses
        numbers += service.guest_list_phone_numbers
    return {normalised(text, "email") for text in addresses} | {
        normalised(str(text), "sms") for text in numbers
    }
