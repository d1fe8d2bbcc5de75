"""The audit trail: what a person did, written after the API carried it out."""

from collections.abc import Mapping
from enum import StrEnum

from gateway.base import Json, NotifyAdminAPIClient


class EventType(StrEnum):
    """Names as the API's readers know them, the first one spelt so, and behind remove_platform_admin some of our own."""

    SIGNED_IN = "sucessful_login"
    UPDATE_USER_EMAIL = "update_user_email"
    UPDATE_USER_MOBILE_NUMBER = "update_user_mobile_number"
    REMOVE_USER_FROM_SERVICE = "remove_user_from_service"
    ADD_USER_TO_SERVICE = "add_user_to_service"
    SET_USER_PERMISSIONS = "set_user_permissions"
    SET_ORGANISATION_USER_PERMISSIONS = "set_organisation_user_permissions"
    ARCHIVE_USER = "archive_user"
    ARCHIVE_SERVICE = "archive_service"
    UPDATE_EMAIL_BRANDING = "update_email_branding"
    UPDATE_LETTER_BRANDING = "update_letter_branding"
    SET_INBOUND_SMS_ON = "set_inbound_sms_on"
    REMOVE_PLATFORM_ADMIN = "remove_platform_admin"
    UPDATE_SERVICE_STATUS = "update_service_status"
    CREATE_API_KEY = "create_api_key"
    REVOKE_API_KEY = "revoke_api_key"
    UPDATE_USER_AUTH_TYPE = "update_user_auth_type"
    UPDATE_USER_PASSWORD = "update_user_password"  # noqa: S105 - a name
    ADD_SECURITY_KEY = "add_security_key"
    REMOVE_SECURITY_KEY = "remove_security_key"
    ADD_USER_TO_ORGANISATION = "add_user_to_organisation"
    REMOVE_USER_FROM_ORGANISATION = "remove_user_from_organisation"


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


FIELDS: Mapping[EventType, frozenset[str]] = {
    EventType.SIGNED_IN: _fields("user_id"),
    EventType.UPDATE_USER_EMAIL: _fields("user_id updated_by_id original_email_address new_email_address"),
    EventType.UPDATE_USER_MOBILE_NUMBER: _fields(
        "user_id updated_by_id original_mobile_number new_mobile_number"
    ),
    EventType.REMOVE_USER_FROM_SERVICE: _fields("user_id removed_by_id service_id"),
    EventType.ADD_USER_TO_SERVICE: _fields("user_id invited_by_id service_id ui_permissions"),
    EventType.SET_USER_PERMISSIONS: _fields(
        "user_id service_id original_ui_permissions new_ui_permissions set_by_id"
    ),
    EventType.SET_ORGANISATION_USER_PERMISSIONS: _fields(
        "user_id organisation_id original_permissions new_permissions set_by_id"
    ),
    EventType.ARCHIVE_USER: _fields("user_id user_email_address archived_by_id"),
    EventType.ARCHIVE_SERVICE: _fields("service_id archived_by_id"),
    EventType.UPDATE_EMAIL_BRANDING: _fields("email_branding_id updated_by_id old_email_branding"),
    EventType.UPDATE_LETTER_BRANDING: _fields("letter_branding_id updated_by_id old_letter_branding"),
    EventType.SET_INBOUND_SMS_ON: _fields("user_id service_id inbound_number_id"),
    EventType.REMOVE_PLATFORM_ADMIN: _fields("user_id removed_by_id"),
    EventType.UPDATE_SERVICE_STATUS: _fields("service_id original_status new_status updated_by_id"),
    EventType.CREATE_API_KEY: _fields("service_id api_key_name api_key_type updated_by_id"),
    EventType.REVOKE_API_KEY: _fields("service_id api_key_name api_key_type updated_by_id"),
    EventType.UPDATE_USER_AUTH_TYPE: _fields("user_id updated_by_id original_auth_type new_auth_type"),
    EventType.UPDATE_USER_PASSWORD: _fields("user_id updated_by_id"),
    EventType.ADD_SECURITY_KEY: _fields("user_id security_key_id security_key_name updated_by_id"),
    EventType.REMOVE_SECURITY_KEY: _fields("user_id security_key_id security_key_name updated_by_id"),
    EventType.ADD_USER_TO_ORGANISATION: _fields("user_id invited_by_id organisation_id permissions"),
    EventType.REMOVE_USER_FROM_ORGANISATION: _fields("user_id removed_by_id organisation_id"),
}
# Where the person sat. A command has neither.
ORIGIN = _fields("ip_address browser_fingerprint")


class EventsApiClient(NotifyAdminAPIClient):
    def create_event(self, event_type: str, event_data: Mapping[str, object]) -> Json:
        """The stored event (POST /events).

        The data has exactly the FIELDS of the type, and may have those of ORIGIN. Raises ValueError for any other, for a
        missing one and for an unknown type, before the API is asked.
        """
        fields = FIELDS[EventType(event_type)]
        if unclear := (event_data.keys() - ORIGIN) ^ fields:
            raise ValueError(f"{event_type} takes {sorted(fields)}; missing or not known: {sorted(unclear)}")
        return self.post("/events", data={"event_type": str(event_type), "data": dict(event_data)})["data"]


events_api_client = EventsApiClient()
