"""People: reading and changing them, their passwords and codes. Routes under /user."""

from typing import Literal

from django.conf import settings

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.errors import BadRequest, NotFound, field_messages

CodeType = Literal["sms", "email"]

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


class UserApiClient(NotifyAdminAPIClient):
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

    def get_users_for_service(self, service_id: str) -> Json:
        """List of the active members (GET /service/{id}/users)."""
        return self.get(f"/service/{service_id}/users")["data"]

    def get_organisations_and_services_for_user(self, user_id: str) -> Json:
        """{organisations: [...], services: [...]}, active ones only (GET /user/{id}/organisations-and-services)."""
        return self.get(f"/user/{user_id}/organisations-and-services")

    # Changing people

    def register_user(
        self, name: str, email_address: str, mobile_number: str | None, password: str, auth_type: str
    ) -> Json:
        """The new person, pending until activated (POST /user). Raises BadRequest.

        An address that somebody has already is a ServerError, so look for it first.
        """
        data = {
            "name": name,
            "email_address": email_address,
            "mobile_number": mobile_number,
            "password": password,
            "auth_type": auth_type,
        }
        return self.post("/user", data=data)["data"]

    @cache.delete(keys.USER)
    def update_user_attribute(self, user_id: str, **kwargs: object) -> Json:
        """The changed person (POST /user/{id}). Raises TypeError for an attribute that may not be changed."""
        refused = sorted(kwargs.keys() - UPDATABLE_ATTRIBUTES)
        if refused:
            raise TypeError(f"Not allowed to update user attributes: {', '.join(refused)}")
        if kwargs.get("platform_admin"):
            raise TypeError("Not allowed to make anybody a platform admin")
        return self.post(f"/user/{user_id}", data=kwargs)["data"]

    @cache.delete(keys.USER)
    def activate_user(self, user_id: str) -> Json:
        """{data: person} (POST /user/{id}/activate). Raises BadRequest when already active."""
        return self.post(f"/user/{user_id}/activate", data=None)

    @cache.delete(keys.USER)
    def reset_failed_login_count(self, user_id: str) -> Json:
        """The person, unlocked (POST /user/{id}/reset-failed-login-count)."""
        return self.post(f"/user/{user_id}/reset-failed-login-count", data={})["data"]

    # Passwords and codes

    @cache.delete(keys.USER)
    def update_password(self, user_id: str, password: str) -> Json:
        """The person (POST /user/{id}/update-password)."""
        return self.post(f"/user/{user_id}/update-password", data={"_password": password})["data"]

    @cache.delete(keys.USER)
    def verify_password(self, user_id: str, password: str) -> bool:
        """Whether the password is right (POST /user/{id}/verify/password). A wrong one counts towards the lock.

        Only the API's own refusal is False: an API that is down raises Unavailable like everywhere else.
        """
        try:
            self.post(f"/user/{user_id}/verify/password", data={"password": password})
        except (BadRequest, NotFound):
            return False
        return True

    def send_verify_code(
        self, user_id: str, code_type: CodeType, to: str | None, next_string: str | None = None
    ) -> None:
        """Send a code by text, or a sign-in link by e-mail (POST /user/{id}/{type}-code).

        The API sends nothing while five codes wait to be used, and does not say so.
        """
        data: dict[str, object] = {"to": to}
        if next_string:
            data["next"] = next_string
        if code_type == "email":
            data["email_auth_link_host"] = settings.ADMIN_BASE_URL
        self.post(f"/user/{user_id}/{code_type}-code", data=data)

    @cache.delete(keys.USER)
    def check_verify_code(self, user_id: str, code: str, code_type: CodeType) -> tuple[bool, str]:
        """(True, "") or (False, the API's reason) (POST /user/{id}/verify/code).

        A right code gives the person a new session id, so whoever is signed in must read it again.
        """
        try:
            self.post(f"/user/{user_id}/verify/code", data={"code_type": code_type, "code": code})
        except (BadRequest, NotFound) as error:
            texts = next(iter(field_messages(error).values()), [])
            return False, texts[0] if texts else "Code not found"
        return True, ""

    def send_reset_password_url(self, email_address: str, next_string: str | None = None) -> None:
        """Send the link for a new password (POST /user/reset-password). Raises NotFound for an unknown address."""
        data: dict[str, object] = {"email": email_address, "admin_base_url": settings.ADMIN_BASE_URL}
        if next_string:
            data["next"] = next_string
        self.post("/user/reset-password", data=data)

    def send_verify_email(self, user_id: str, to: str) -> None:
        """Send the link that proves an e-mail address (POST /user/{id}/email-verification)."""
        self.post(
            f"/user/{user_id}/email-verification",
            data={"to": to, "admin_base_url": settings.ADMIN_BASE_URL},
        )

    def send_already_registered_email(self, user_id: str, to: str) -> None:
        """Tell somebody who registers again that they have an account (POST /user/{id}/email-already-registered)."""
        self.post(f"/user/{user_id}/email-already-registered", data={"email": to})


user_api_client = UserApiClient()
