"""Addresses for the people whose programs send messages: the log, keys, guest list and callbacks."""

from django.urls import path

from portal_apps.api_integration.views import callbacks, guest_list, keys, log

app_name = "api_integration"

API = "services/<uuid:service_id>/api"
CALLBACKS = f"{API}/callbacks"

urlpatterns = [
    path(API, log.message_log, name="message_log"),
    path(f"{API}/documentation", log.documentation, name="documentation"),
    path(f"{API}/keys", keys.api_keys, name="api_keys"),
    path(f"{API}/keys/create", keys.create_api_key, name="create_api_key"),
    path(f"{API}/keys/revoke/<uuid:key_id>", keys.revoke_api_key, name="revoke_api_key"),
    path(f"{API}/whitelist", guest_list.guest_list),
    path(f"{API}/guest-list", guest_list.guest_list, name="guest_list"),
    path(CALLBACKS, callbacks.overview, name="callbacks"),
    *(
        path(f"{CALLBACKS}/{kind.address}", callbacks.callback, {"kind": kind}, name=kind.url_name)
        for kind in callbacks.KINDS
    ),
]
