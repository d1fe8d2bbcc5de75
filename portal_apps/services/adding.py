"""A new service: for which organisation, with which limits, and what it starts with."""

from typing import Any

from gateway import organisations_client, service_api_client
from portal_apps.users.models import User

Organisation = dict[str, Any]

# Who may be the organisation of somebody whose address does not tell.
ANY_TYPE = (
    "central",
    "local",
    "nhs_central",
    "nhs_local",
    "nhs_gp",
    "emergency_service",
    "school_or_college",
    "other",
)
NHS_TYPES = ("nhs_central", "nhs_local", "nhs_gp")
NHS_DOMAINS = ("nhs.uk", "nhs.net")
# Text messages cost them money that they have to arrange first.
WITHOUT_TEXTS = frozenset({"nhs_gp", "nhs_notify"})
TRIAL_LIMIT = 50
INTERNATIONAL_TRIAL_LIMIT = 100
EXAMPLE_NAME = "Example text message template"
EXAMPLE_CONTENT = "Hi ((name)), this is a text message from our service. Your appointment is on ((date))."


def default_organisation(user: User) -> Organisation | None:
    """The organisation that the person's e-mail address belongs to."""
    return organisations_client.get_organisation_by_domain(_domain(user))


def types_to_ask_for(user: User, organisation: Organisation | None) -> tuple[str, ...]:
    """The types that the person may choose from; none where the organisation is known and has one."""
    if organisation and organisation["organisation_type"]:
        return ()
    domain = _domain(user)
    is_nhs = any(domain == known or domain.endswith(f".{known}") for known in NHS_DOMAINS)
    return NHS_TYPES if is_nhs else ANY_TYPE


def create(user: User, name: str, organisation_type: str) -> str:
    """The id of the new service, in trial mode. A person's first one has a template to try."""
    is_first = not user.service_ids
    service_id = service_api_client.create_service(
        service_name=name,
        organisation_type=organisation_type,
        email_message_limit=TRIAL_LIMIT,
        international_sms_message_limit=INTERNATIONAL_TRIAL_LIMIT,
        sms_message_limit=TRIAL_LIMIT,
        letter_message_limit=TRIAL_LIMIT,
        restricted=True,
        user_id=user.id,
    )
    if organisation_type in WITHOUT_TEXTS:
        service_api_client.update_service(service_id, sms_message_limit=0)
    if is_first:
        service_api_client.create_service_template(
            name=EXAMPLE_NAME, type_="sms", content=EXAMPLE_CONTENT, service_id=service_id
        )
    return service_id


def _domain(user: User) -> str:
    return user.email_address.rpartition("@")[2].casefold()
