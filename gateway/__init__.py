"""The one way to the Notify API: `from gateway import service_api_client`.

Every client is a stateless instance that any thread may use. What it does is done for the current caller: the request's
middleware names one, and a command or shell says `with acting_as(user_id): ...`. Errors are in `gateway.errors`.
"""

from gateway.cache import memo, prefetch
from gateway.caller import Caller, Trace, acting_as, calling, current_caller
from gateway.clients.api_key_api_client import api_key_api_client
from gateway.clients.events_api_client import EventType, events_api_client
from gateway.clients.invite_api_client import invite_api_client
from gateway.clients.job_api_client import job_api_client
from gateway.clients.org_invite_api_client import org_invite_api_client
from gateway.clients.organisations_api_client import organisations_client
from gateway.clients.service_api_client import service_api_client
from gateway.clients.status_api_client import status_api_client
from gateway.clients.template_folder_api_client import template_folder_api_client
from gateway.clients.template_statistics_api_client import template_statistics_client
from gateway.clients.user_api_client import user_api_client
from gateway.fan_out import fan_out

__all__ = [
    "Caller",
    "EventType",
    "Trace",
    "acting_as",
    "api_key_api_client",
    "calling",
    "current_caller",
    "events_api_client",
    "fan_out",
    "invite_api_client",
    "job_api_client",
    "memo",
    "org_invite_api_client",
    "organisations_client",
    "prefetch",
    "service_api_client",
    "status_api_client",
    "template_folder_api_client",
    "template_statistics_client",
    "user_api_client",
]
