"""Channels and features of a service, on and off. The API calls them permissions and replaces the whole list."""

from gateway import memo, service_api_client
from portal_apps.services.models import Service


def switch(service_id: str, feature: str, *, on: bool) -> None:
    """Switch one on or off. What somebody else switched since this page was opened stays as they left it."""
    with memo.scope():
        now = Service.from_id(service_id)
    if now.has_permission(feature) == on:
        return
    others = [name for name in now.facts["permissions"] if name != feature]
    service_api_client.update_service(service_id, permissions=[*others, feature] if on else others)
