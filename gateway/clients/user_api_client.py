"""People: reading and changing them, and what they belong to. Routes under /user, and /users of services and organisations."""

import logging
from collections.abc import Iterable, Mapping

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.cache.families import Filled
from gateway.clients.attributes import only
from gateway.clients.user_sign_in import UserSignIn
from gateway.errors import CacheUnavailable, NotFound
from gateway.permissions import to_stored

UPDATABLE_ATTRIBUTES = frozenset(
    {
        "auth_type",
        "current_session_id",
        "email_access_validated_at",
        "email_address",
        "mobile_number",
        "name",
        "platform_admin",
        "receives_new_features_email",
        "take_part_in_research",
        "updated_by",
    }
)
# They stand beside each version of a template that the person made.
SHOWN_ON_TEMPLATES = frozenset({"email_address", "name"})

logger = logging.getLogger(__name__)


def _nobody_becomes_platform_admin(attributes: Mapping[str, object]) -> None:
    if attributes.get("platform_admin"):
        raise TypeError("Not allowed to make anybody a platform admin")


class UserApiClient(UserSignIn, NotifyAdminAPIClient):
    # Reading people

    def get_user(self, user_id: str) -> Json:
        """The person (GET /user/{id}). Raises NotFound."""
        return self._get_user(user_id)["data"]

    @cache.set(keys.USER)
    def _get_user(self, user_id: str) -> Json:
        return self.get(f"/user/{user_id}")

    def get_user_by_email(self, email_address: str) -> Json:
        """The person with this address (POST /user/email, so that it stands in no URL). Raises NotFound, BadRequest."""
        return self.post("/user/email", data={"email": email_address})["data"]

    def get_user_by_email_or_none(self, email_address: str) -> Json:
        """As get_user_by_email, but None where nobody has this address."""
        try:
            return self.get_user_by_email(email_address)
        except NotFound:
            return None

    def find_users_by_full_or_partial_email(self, email_address: str) -> Json:
        """{data: [{id, name, email_address, mobile_number}, ...]} (POST /user/find-users-by-email)."""
        return self.post("/user/find-users-by-email", data={"email": email_address})

    def get_users_for_service(self, service_id: str) -> Json:
        """List of the active members (GET /service/{id}/users)."""
        return self.get(f"/service/{service_id}/users")["data"]

    def get_users_for_organisation(self, org_id: str) -> Json:
        """List of the active members (GET /organisations/{id}/users)."""
        return self.get(f"/organisations/{org_id}/users")["data"]

    def get_organisations_and_services_for_user(self, user_id: str) -> Json:
        """{organisations: [...], services: [...]}, active ones only (GET /user/{id}/organisations-and-services)."""
        return self.get(f"/user/{user_id}/organisations-and-services")

    # Changing people

    def register_user(
        self, name: str, email_address: str, mobile_number: str | None, password: str, auth_type: str
    ) -> Json:
        """The new person, pending until activated (POST /user). Raises BadRequest.

        An address that somebody has already is a ServerError of the API and a BadRequest of the sandbox: look for it first.
        """
        data = {
            "name": name,
            "email_address": email_address,
            "mobile_number": mobile_number,
            "password": password,
            "auth_type": auth_type,
        }
        return self.post("/user", data=data)["data"]

    @only(UPDATABLE_ATTRIBUTES, "user", _nobody_becomes_platform_admin)
    @cache.delete(keys.USER)
    @cache.also_writes(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def update_user_attribute(self, user_id: str, **kwargs: object) -> Json:
        """The changed person (POST /user/{id}). Raises TypeError for an attribute that may not be changed."""
        person = self.post(f"/user/{user_id}", data=kwargs)["data"]
        if kwargs.keys() & SHOWN_ON_TEMPLATES:
            _forget_templates(person.get("services", []))
        return person

    @cache.delete(keys.USER)
    def activate_user(self, user_id: str) -> Json:
        """{data: person} (POST /user/{id}/activate). Raises BadRequest when already active."""
        return self.post(f"/user/{user_id}/activate", data=None)

    @cache.delete(keys.USER)
    @cache.also_writes(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def archive_user(self, user_id: str) -> None:
        """Take the person out of everything, and their name and address with them (POST /user/{id}/archive).

        Their services are looked up (GET /user/{id}). Raises BadRequest when one of these cannot do without them.
        """
        services = self.get_user(user_id)["services"]
        with cache.writing(*_templates_of(services)):
            self.post(f"/user/{user_id}/archive", data=None)

    # What people belong to, and what they may do there

    @cache.delete(keys.SERVICE, keys.TEMPLATE_FOLDERS, keys.USER)
    def add_user_to_service(
        self, service_id: str, user_id: str, permissions: Iterable[str], folder_permissions: Iterable[str]
    ) -> None:
        """Make a member, with permissions as pages offer them (POST /service/{id}/users/{id}).

        Raises BadRequest for somebody who is one.
        """
        data = {"permissions": _stored(permissions), "folder_permissions": list(folder_permissions)}
        self.post(f"/service/{service_id}/users/{user_id}", data=data)

    @cache.delete(keys.TEMPLATE_FOLDERS, keys.USER)
    def set_user_permissions(
        self,
        user_id: str,
        service_id: str,
        permissions: Iterable[str],
        folder_permissions: Iterable[str] | None = None,
    ) -> None:
        """Replace what a member may do, and see where folders are given (POST /user/{id}/service/{id}/permission).

        Permissions are as pages offer them. Raises BadRequest when too few people could manage the service.
        """
        data: dict[str, object] = {"permissions": _stored(permissions)}
        if folder_permissions is not None:
            data["folder_permissions"] = list(folder_permissions)
        self.post(f"/user/{user_id}/service/{service_id}/permission", data=data)

    @cache.delete(keys.USER)
    def add_user_to_organisation(self, org_id: str, user_id: str, permissions: Iterable[str]) -> Json:
        """The person, now a member with these permissions (POST /organisations/{id}/users/{id})."""
        data = {"permissions": _named(permissions)}
        return self.post(f"/organisations/{org_id}/users/{user_id}", data=data)["data"]

    @cache.delete(keys.USER)
    def set_organisation_permissions(
        self, user_id: str, organisation_id: str, permissions: list[dict[str, str]]
    ) -> None:
        """Replace what a member may do: [{permission: name}, ...] (POST /user/{id}/organisation/{id}/permissions)."""
        path = f"/user/{user_id}/organisation/{organisation_id}/permissions"
        self.post(path, data={"permissions": permissions})


def _named(permissions: Iterable[str]) -> list[dict[str, str]]:
    return [{"permission": name} for name in sorted(permissions)]


def _stored(permissions: Iterable[str]) -> list[dict[str, str]]:
    return _named(to_stored(permissions))


def _templates_of(service_ids: Iterable[str]) -> list[Filled]:
    """Templates, their versions and folders, which name people."""
    return [keys.ANY_SERVICE_TEMPLATE_DETAIL.fill(service_id=service_id) for service_id in service_ids]


def _forget_templates(service_ids: Iterable[str]) -> None:
    """The person is changed already, and only the answer says where they are named: nothing is refused any more."""
    try:
        with cache.writing(*_templates_of(service_ids)):
            pass
    except CacheUnavailable:
        logger.warning("old names may stand beside templates until what is kept of them expires")


user_api_client = UserApiClient()
