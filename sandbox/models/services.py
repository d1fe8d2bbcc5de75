import uuid

from django.db import models

from sandbox.models.base import Changing, Record, Row
from sandbox.models.branding import EmailBranding, LetterBranding
from sandbox.models.organisations import Organisation
from sandbox.models.people import User

# Notify's own service; it has the same id in every Notify API.
NOTIFY_SERVICE_ID = uuid.UUID("d6aa2c68-a2d9-4437-ab19-3ae8eb202553")
CREATOR_PERMISSIONS = [
    "manage_users",
    "manage_templates",
    "manage_settings",
    "send_texts",
    "send_emails",
    "send_letters",
    "manage_api_keys",
    "view_activity",
]
DEFAULT_CHANNELS = ["sms", "email", "letter", "international_sms", "international_letters"]


def default_channels() -> list[str]:
    return list(DEFAULT_CHANNELS)


class Service(Changing):
    name = models.CharField(max_length=255, unique=True)
    active = models.BooleanField(default=True)
    restricted = models.BooleanField(default=True)
    count_as_live = models.BooleanField(default=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True)
    organisation_type = models.CharField(max_length=30, null=True)
    permissions = models.JSONField(default=default_channels)
    email_message_limit = models.IntegerField(default=50)
    sms_message_limit = models.IntegerField(default=50)
    letter_message_limit = models.IntegerField(default=50)
    international_sms_message_limit = models.IntegerField(default=100)
    rate_limit = models.IntegerField(default=3000)
    prefix_sms = models.BooleanField(default=True)
    contact_link = models.CharField(max_length=255, null=True)
    email_branding = models.ForeignKey(EmailBranding, models.SET_NULL, null=True)
    letter_branding = models.ForeignKey(LetterBranding, models.SET_NULL, null=True)
    custom_email_sender_name = models.CharField(max_length=255, null=True)
    confirmed_email_sender_name = models.BooleanField(null=True, default=False)
    confirmed_unique = models.BooleanField(default=False)
    consent_to_research = models.BooleanField(null=True)
    go_live_at = models.DateTimeField(null=True)
    go_live_user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    has_active_go_live_request = models.BooleanField(default=False)
    volume_email = models.IntegerField(null=True)
    volume_sms = models.IntegerField(null=True)
    volume_letter = models.IntegerField(null=True)
    notes = models.TextField(null=True)
    purchase_order_number = models.CharField(max_length=255, null=True)
    billing_contact_names = models.TextField(null=True)
    billing_contact_email_addresses = models.TextField(null=True)
    billing_reference = models.CharField(max_length=255, null=True)
    guest_list_email_addresses = models.JSONField(default=list)
    guest_list_phone_numbers = models.JSONField(default=list)
    version = models.IntegerField(default=1)

    created_by_id: uuid.UUID
    organisation_id: uuid.UUID | None
    email_branding_id: uuid.UUID | None
    letter_branding_id: uuid.UUID | None
    go_live_user_id: uuid.UUID | None


class ServiceHistory(Record):
    """What one version of a service looked like, as JSON ready to be shown."""

    service = models.ForeignKey(Service, models.CASCADE)
    version = models.IntegerField()
    snapshot = models.JSONField()


class ServiceMember(Row):
    """What one person may do in one service, by the API's own permission names."""

    user = models.ForeignKey(User, models.CASCADE)
    service = models.ForeignKey(Service, models.CASCADE)
    permissions = models.JSONField(default=list)

    user_id: uuid.UUID
    service_id: uuid.UUID

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "service"], name="one_service_membership")]


class InvitedUser(Row):
    service = models.ForeignKey(Service, models.CASCADE)
    email_address = models.CharField(max_length=255)
    from_user = models.ForeignKey(User, models.CASCADE)
    permissions = models.TextField()
    folder_permissions = models.JSONField(default=list)
    auth_type = models.CharField(max_length=20, default="sms_auth")
    status = models.CharField(max_length=10, default="pending")

    service_id: uuid.UUID
    from_user_id: uuid.UUID


class ApiKey(Changing):
    service = models.ForeignKey(Service, models.CASCADE)
    name = models.CharField(max_length=255)
    key_type = models.CharField(max_length=10)
    secret = models.CharField(max_length=36)
    created_by = models.ForeignKey(User, models.CASCADE)
    expiry_date = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    service_id: uuid.UUID
    created_by_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "name"],
                condition=models.Q(expiry_date=None),
                name="one_active_key_of_a_name",
            )
        ]


class ApiKeyHistory(Record):
    service = models.ForeignKey(Service, models.CASCADE)
    api_key = models.ForeignKey(ApiKey, models.CASCADE)
    snapshot = models.JSONField()


class AnnualBilling(Row):
    service = models.ForeignKey(Service, models.CASCADE)
    financial_year_start = models.IntegerField()
    free_sms_fragment_limit = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "financial_year_start"], name="one_allowance_a_year")
        ]
