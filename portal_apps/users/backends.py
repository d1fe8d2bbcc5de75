"""Finds the signed-in person again at each request, through the gateway."""

from django.contrib.auth.backends import BaseBackend

from gateway.errors import NotFound
from portal_apps.users.models import User


class APIBackend(BaseBackend):
    """Passwords and codes are checked by the sign-in pages, with the API; nothing authenticates here."""

    def get_user(self, user_id: str) -> User | None:
        try:
            user = User.from_id(user_id)
        except NotFound:
            return None
        return user if user.is_active else None
