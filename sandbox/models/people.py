import uuid

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models.functions import Lower

from sandbox import dates
from sandbox.models.base import Changing, Row

NOBODY_SIGNED_IN = uuid.UUID(int=0)


class User(Changing):
    name = models.CharField(max_length=255)
    email_address = models.CharField(max_length=255, unique=True)
    mobile_number = models.CharField(max_length=255, null=True)
    password = models.CharField(max_length=255)
    password_changed_at = models.DateTimeField(default=dates.now)
    auth_type = models.CharField(max_length=20, default="sms_auth")
    state = models.CharField(max_length=10, default="pending")
    platform_admin = models.BooleanField(default=False)
    current_session_id = models.UUIDField(null=True)
    failed_login_count = models.IntegerField(default=0)
    logged_in_at = models.DateTimeField(null=True)
    email_access_validated_at = models.DateTimeField(default=dates.now)
    take_part_in_research = models.BooleanField(default=True)
    receives_new_features_email = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(Lower("email_address"), name="by_email_address")]

    def set_password(self, password: str) -> None:
        self.password = make_password(password)
        self.password_changed_at = dates.now()

    def has_password(self, password: str) -> bool:
        return check_password(password, self.password)


class VerifyCode(Row):
    """A code in a text message, or the secret in a sign-in link."""

    user = models.ForeignKey(User, models.CASCADE)
    code_type = models.CharField(max_length=5)
    code = models.CharField(max_length=64)
    expiry_datetime = models.DateTimeField()
    code_used = models.BooleanField(default=False)


class WebauthnCredential(Changing):
    user = models.ForeignKey(User, models.CASCADE)
    name = models.CharField(max_length=255)
    credential_data = models.TextField()
    logged_in_at = models.DateTimeField(null=True)

    user_id: uuid.UUID


class Event(Row):
    event_type = models.CharField(max_length=255)
    data = models.JSONField()
