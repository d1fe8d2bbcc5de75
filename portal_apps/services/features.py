"""Channels and features of a service, on and off. The API calls them permissions and replaces the whole list."""

from gateway import memo, service_api_client
from portal_apps.core.lacking import Lacking, Remedy
from portal_apps.core.permissions import manage_service
from portal_apps.services.models import Service

# What a service without one of these does not do, and where that is changed.
WITHOUT = {
    "inbound_sms": (
        "This service does not receive text messages",
        Remedy("Start receiving text messages", "service_settings:receive_text_messages", manage_service),
    ),
    "letter": (
        "This service does not send letters",
        Remedy("Start sending letters", "service_settings:set_letters", manage_service),
    ),
}


def lack_of(feature: str) -> Lacking:
    """To be raised by pages of a service without the feature."""
    what, remedy = WITHOUT[feature]
    return Lacking(what, remedy=remedy)


def switch(service_id: str, feature: str, *, on: bool) -> None:
    """Switch one on or off. What somebody else switched since this page was opened stays as they left it."""
    with memo.scope():
        now = Service.from_id(service_id)
    if now.has_permission(feature) == on:
        return
    others = [name for name in now.facts["permissions"] if name != feature]
    service_api_client.update_service(service_id, permissions=[*others, feature] if on else others)
