"""The security keys of a person, as the API keeps them, and what happens to them, each with its event."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from gateway import EventType, user_api_client
from gateway.errors import BadRequest
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.actions import set_sign_in_method
from portal_apps.users.webauthn import NewKey

WITHOUT_NAME = "Unnamed key"
LAST_ONE = "You cannot remove your only security key. Register another one first"


@dataclass(frozen=True, slots=True)
class SecurityKey:
    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def credential_data(self) -> str:
        return self.facts["credential_data"]


def keys_of(user_id: str) -> list[SecurityKey]:
    return [SecurityKey(facts) for facts in user_api_client.get_webauthn_credentials_for_user(user_id)]


def own_key(request: PortalRequest, key_id: str) -> SecurityKey:
    """Raises Http404 for a key of somebody else."""
    found = next((key for key in keys_of(request.visit.user.id) if key.id == key_id), None)
    if found is None:
        raise Http404
    return found


def add(request: PortalRequest, new: NewKey) -> SecurityKey:
    """From the first one on, a key is how the person signs in."""
    user = request.visit.user
    facts = {
        "name": WITHOUT_NAME,
        "credential_data": new.credential_data,
        "registration_response": new.registration_response,
    }
    key = SecurityKey(user_api_client.create_webauthn_credential_for_user(user.id, facts)["data"])
    _record(request, EventType.ADD_SECURITY_KEY, key)
    if user.auth_type != "webauthn_auth":
        set_sign_in_method(request, user, "webauthn_auth", updated_by_id=user.id)
    return key


def rename(request: PortalRequest, key: SecurityKey, name: str) -> None:
    user_api_client.update_webauthn_credential_name_for_user(
        user_id=request.visit.user.id, credential_id=key.id, new_name_for_credential=name
    )


def remove(request: PortalRequest, key: SecurityKey) -> None:
    """Raises BadRequest, in words for whoever reads the page, for the last one."""
    try:
        user_api_client.delete_webauthn_credential_for_user(
            user_id=request.visit.user.id, credential_id=key.id
        )
    except BadRequest as error:
        raise BadRequest(message=LAST_ONE) from error
    _record(request, EventType.REMOVE_SECURITY_KEY, key)


def _record(request: PortalRequest, event_type: EventType, key: SecurityKey) -> None:
    audit.record(
        request,
        event_type,
        user_id=request.visit.user.id,
        security_key_id=key.id,
        security_key_name=key.name,
        updated_by_id=request.visit.user.id,
    )
