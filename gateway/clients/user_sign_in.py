"""How people prove who they are: passwords, codes, links and security keys. Routes under /user."""

from typing import Literal

from django.conf import settings

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.errors import BadRequest, Forbidden, HTTPError, NotFound, field_messages

CodeType = Literal["sms", "email"]


class UserSignIn(NotifyAdminAPIClient):
    # Passwords and codes

    @cache.delete(keys.USER)
    def reset_failed_login_count(self, user_id: str) -> Json:
        """The person, unlocked (POST /user/{id}/reset-failed-login-count)."""
        return self.post(f"/user/{user_id}/reset-failed-login-count", data={})["data"]

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
            return False, _first_message(error, "Code not found")
        return True, ""

    # Links by e-mail

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

    def send_change_email_verification(self, user_id: str, new_email: str) -> None:
        """Send the link that proves a new address to that address (POST /user/{id}/change-email-verification)."""
        self.post(f"/user/{user_id}/change-email-verification", data={"email": new_email})

    # Security keys

    def get_webauthn_credentials_for_user(self, user_id: str) -> Json:
        """List of the person's security keys (GET /user/{id}/webauthn)."""
        return self.get(f"/user/{user_id}/webauthn")["data"]

    def create_webauthn_credential_for_user(self, user_id: str, credential: Json) -> Json:
        """{data: key} (POST /user/{id}/webauthn).

        The credential has name, credential_data and registration_response, the last two in base64.
        """
        return self.post(f"/user/{user_id}/webauthn", data=credential)

    def update_webauthn_credential_name_for_user(
        self, *, user_id: str, credential_id: str, new_name_for_credential: str
    ) -> Json:
        """{data: key} (POST /user/{id}/webauthn/{id})."""
        return self.post(f"/user/{user_id}/webauthn/{credential_id}", data={"name": new_name_for_credential})

    def delete_webauthn_credential_for_user(self, *, user_id: str, credential_id: str) -> None:
        """Forget a security key (DELETE /user/{id}/webauthn/{id}). Raises BadRequest for the last one."""
        self.delete(f"/user/{user_id}/webauthn/{credential_id}")

    @cache.delete(keys.USER)
    def complete_webauthn_login_attempt(
        self, user_id: str, is_successful: bool, webauthn_credential_id: str | None
    ) -> tuple[bool, str]:
        """(True, "") or (False, the API's reason) for somebody who failed too often.

        POST /user/{id}/complete/webauthn-login. A success gives the person a new session id.
        """
        data = {"successful": is_successful, "webauthn_credential_id": webauthn_credential_id}
        try:
            self.post(f"/user/{user_id}/complete/webauthn-login", data=data)
        except Forbidden as error:
            return False, _first_message(error, "Maximum login count exceeded")
        return True, ""


def _first_message(error: HTTPError, otherwise: str) -> str:
    texts = next(iter(field_messages(error).values()), [])
    return texts[0] if texts else otherwise
