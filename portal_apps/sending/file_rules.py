"""What a file of recipients is held against now, for views."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway import fan_out, service_api_client, user_api_client
from portal_apps.sending.recipients import Rules
from portal_apps.services.models import Service


def rules_for(service: Service, template: Mapping[str, Any] | None = None) -> Rules:
    """The rules of the API's template; without one, of a list of contacts.

    Two calls of the API at once for a service in trial mode, which may send to its own people only; none for others.
    """
    people = _people_of(service.id) if service.trial_mode else ()
    return Rules.of(service.facts, template, people)


def _people_of(service_id: str) -> Iterator[str]:
    """The addresses and numbers of the team, and the guest list."""
    team, guests = fan_out(
        lambda: user_api_client.get_users_for_service(service_id),
        lambda: service_api_client.get_guest_list(service_id),
    )
    for person in team:
        yield from filter(None, (person["email_address"], person["mobile_number"]))
    for addresses in guests.values():
        yield from addresses
