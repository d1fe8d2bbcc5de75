"""Making and ending keys, with the event that says who did it."""

from gateway import EventType, api_key_api_client
from gateway.errors import BadRequest, ServerError
from portal_apps.api_integration.forms import CreateKey
from portal_apps.api_integration.models import APIKey, APIKeys, whole_key
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest


def create_key(request: PortalRequest, form: CreateKey) -> str:
    """The whole key; empty when somebody else was quicker with the name, and the form now says so."""
    service, typed = request.visit.service, form.cleaned_data
    name, key_type = typed["key_name"], typed["key_type"]
    try:
        secret = api_key_api_client.create_api_key(service.id, name, key_type)
    except BadRequest as error:
        form.add_api_errors(error, {"name": "key_name"})
        return ""
    except ServerError:
        # An API that trips over a name in use says no more than that it tripped.
        if not APIKeys.of_service(service.id).has_active(name):
            raise
        form.add_error("key_name", "A key with this name already exists")
        return ""
    _record(request, EventType.CREATE_API_KEY, name, key_type)
    return whole_key(name, service.id, secret)


def revoke_key(request: PortalRequest, key: APIKey) -> None:
    api_key_api_client.revoke_api_key(request.visit.service.id, key.id)
    _record(request, EventType.REVOKE_API_KEY, key.name, key.key_type)


def _record(request: PortalRequest, event_type: EventType, name: str, key_type: str) -> None:
    visit = request.visit
    audit.record(
        request,
        event_type,
        service_id=visit.service.id,
        api_key_name=name,
        api_key_type=key_type,
        updated_by_id=visit.user.id,
    )
