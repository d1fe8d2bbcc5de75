"""People, as the API describes them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from gateway import user_api_client
from gateway.permissions import to_offered
from gateway.times import parse_time

FAILED_LOGINS_THAT_LOCK = 10


class User(AbstractBaseUser):
    """A person. Read through the gateway, never stored here; what is not a field is in `facts`, the API's JSON."""

    id = models.CharField(primary_key=True, max_length=36)
    email_address = models.EmailField(unique=True)
    name = models.TextField()

    password = None  # type: ignore[assignment]  # the API keeps and checks it
    last_login = None  # likewise

    USERNAME_FIELD = "email_address"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    facts: dict[str, Any]

    class Meta:
        managed = False

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        user = cls(id=facts["id"], email_address=facts["email_address"], name=facts["name"])
        user.facts = facts
        return user

    @classmethod
    def from_id(cls, user_id: str) -> Self:
        return cls.from_json(user_api_client.get_user(user_id))

    @classmethod
    def from_email_address_or_none(cls, email_address: str) -> Self | None:
        facts = user_api_client.get_user_by_email_or_none(email_address)
        return cls.from_json(facts) if facts else None

    def get_session_auth_hash(self) -> str:
        """The API's session id: a sign-in anywhere else changes it, and every older session is over."""
        return self.facts["current_session_id"] or ""

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return iter(())

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a fact of the API here, not an attribute
        return self.state == "active"

    @property
    def is_pending(self) -> bool:
        """Registered, and the link in the confirmation e-mail not opened yet."""
        return self.state == "pending"

    @property
    def is_archived(self) -> bool:
        return self.state == "inactive"

    @property
    def state(self) -> str:
        return self.facts["state"]

    @property
    def auth_type(self) -> str:
        return self.facts["auth_type"]

    @property
    def mobile_number(self) -> str | None:
        return self.facts["mobile_number"]

    @property
    def platform_admin(self) -> bool:
        return self.facts["platform_admin"]

    @property
    def can_use_webauthn(self) -> bool:
        return self.facts["can_use_webauthn"]

    @property
    def is_locked(self) -> bool:
        return self.facts["failed_login_count"] >= FAILED_LOGINS_THAT_LOCK

    @property
    def must_prove_email_address(self) -> bool:
        """Access to the e-mail address is proven again every 90 days; people who sign in by link do it each time."""
        proven = self.facts["email_access_validated_at"]
        limit = datetime.now(tz=UTC) - timedelta(days=settings.EMAIL_VALID_FOR_DAYS)
        return self.auth_type != "email_auth" and (not proven or parse_time(proven) < limit)

    @cached_property
    def service_ids(self) -> frozenset[str]:
        return frozenset(self.facts["services"])

    @cached_property
    def organisation_ids(self) -> frozenset[str]:
        return frozenset(self.facts["organisations"])

    def permissions_in_organisation(self, organisation_id: str) -> set[str]:
        return set(self.facts["organisation_permissions"].get(organisation_id, ()))

    def permissions_in(self, service_id: str) -> set[str]:
        """The permissions this person holds in a service, by the names the pages offer."""
        return to_offered(self.facts["permissions"].get(service_id, ()))
