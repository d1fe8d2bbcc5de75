import uuid

from django.db import models

from sandbox.models.base import Changing, Row
from sandbox.models.branding import EmailBranding, LetterBranding
from sandbox.models.people import User

ORGANISATION_TYPES = (
    "central",
    "local",
    "nhs_central",
    "nhs_local",
    "nhs_gp",
    "nhs_notify",
    "emergency_service",
    "school_or_college",
    "other",
)


class Organisation(Changing):
    name = models.CharField(max_length=255, unique=True)
    active = models.BooleanField(default=True)
    crown = models.BooleanField(null=True)
    organisation_type = models.CharField(max_length=30, null=True)
    domains = models.JSONField(default=list)
    permissions = models.JSONField(default=list)
    can_approve_own_go_live_requests = models.BooleanField(default=False)
    email_branding = models.ForeignKey(EmailBranding, models.SET_NULL, null=True)
    letter_branding = models.ForeignKey(LetterBranding, models.SET_NULL, null=True)
    email_branding_pool = models.ManyToManyField(EmailBranding, related_name="+")
    letter_branding_pool = models.ManyToManyField(LetterBranding, related_name="+")
    agreement_signed = models.BooleanField(null=True)
    agreement_signed_at = models.DateTimeField(null=True)
    agreement_signed_by = models.ForeignKey(User, models.SET_NULL, null=True)
    agreement_signed_on_behalf_of_name = models.CharField(max_length=255, null=True)
    agreement_signed_on_behalf_of_email_address = models.CharField(max_length=255, null=True)
    agreement_signed_version = models.FloatField(null=True)
    request_to_go_live_notes = models.TextField(null=True)
    notes = models.TextField(null=True)
    purchase_order_number = models.CharField(max_length=255, null=True)
    billing_contact_names = models.TextField(null=True)
    billing_contact_email_addresses = models.TextField(null=True)
    billing_reference = models.CharField(max_length=255, null=True)

    email_branding_id: uuid.UUID | None
    letter_branding_id: uuid.UUID | None
    agreement_signed_by_id: uuid.UUID | None


class OrganisationMember(Row):
    user = models.ForeignKey(User, models.CASCADE)
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    permissions = models.JSONField(default=list)

    user_id: uuid.UUID
    organisation_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_organisation_membership")
        ]


class InvitedOrganisationUser(Row):
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    email_address = models.CharField(max_length=255)
    invited_by = models.ForeignKey(User, models.CASCADE)
    permissions = models.JSONField(default=list)
    status = models.CharField(max_length=10, default="pending")

    organisation_id: uuid.UUID
    invited_by_id: uuid.UUID
