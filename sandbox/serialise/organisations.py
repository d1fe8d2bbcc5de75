from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from sandbox import dates
from sandbox.models import InvitedOrganisationUser, Organisation, Service

Json = dict[str, Any]

# Columns that come out under their own name, as they are.
PLAIN_FIELDS = (
    "id",
    "name",
    "active",
    "crown",
    "organisation_type",
    "domains",
    "permissions",
    "can_approve_own_go_live_requests",
    "email_branding_id",
    "letter_branding_id",
    "agreement_signed",
    "agreement_signed_by_id",
    "agreement_signed_on_behalf_of_name",
    "agreement_signed_on_behalf_of_email_address",
    "agreement_signed_version",
    "request_to_go_live_notes",
    "notes",
    "purchase_order_number",
    "billing_contact_names",
    "billing_contact_email_addresses",
    "billing_reference",
)


def organisation_json(organisation: Organisation) -> Json:
    return {name: getattr(organisation, name) for name in PLAIN_FIELDS} | {
        "agreement_signed_at": dates.http_date_or_null(organisation.agreement_signed_at),
        "count_of_live_services": _live_services().filter(organisation=organisation).count(),
    }


def organisations_for_list(organisations: Iterable[Organisation]) -> list[Json]:
    """In two queries, however many they are."""
    counts = _counts_of_live_services()
    return [_for_list(organisation, counts.get(organisation.id, 0)) for organisation in organisations]


def _for_list(organisation: Organisation, count: int) -> Json:
    return {
        "id": organisation.id,
        "name": organisation.name,
        "active": organisation.active,
        "count_of_live_services": count,
        "domains": organisation.domains,
        "organisation_type": organisation.organisation_type,
    }


def organisation_of_user(organisation: Organisation) -> Json:
    return {
        "id": organisation.id,
        "name": organisation.name,
        "count_of_live_services": _live_services().filter(organisation=organisation).count(),
    }


def invited_organisation_user(invited: InvitedOrganisationUser) -> Json:
    return {
        "id": invited.id,
        "email_address": invited.email_address,
        "invited_by": invited.invited_by_id,
        "organisation": invited.organisation_id,
        "permissions": invited.permissions,
        "status": invited.status,
        "created_at": dates.zulu(invited.created_at),
    }


def _live_services() -> QuerySet[Service]:
    return Service.objects.filter(active=True, restricted=False, count_as_live=True)


def _counts_of_live_services() -> dict[UUID | None, int]:
    return dict(_live_services().order_by().values_list("organisation").annotate(Count("id")))
