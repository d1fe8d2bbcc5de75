from typing import Any

from sandbox.models import Organisation
from sandbox.world.ids import ago, uid

RIVERS = uid("organisation", "rivers")
MEADOWBRIDGE = uid("organisation", "meadowbridge")
NORTHMOOR = uid("organisation", "northmoor")
NAMES = {
    "rivers": (RIVERS, "Department for Rivers and Harbours"),
    "meadowbridge": (MEADOWBRIDGE, "Meadowbridge City Council"),
    "northmoor": (NORTHMOOR, "Northmoor Teaching Hospitals NHS Trust"),
}
DETAILS: dict[str, dict[str, Any]] = {
    "rivers": {
        "organisation_type": "central",
        "crown": True,
        "domains": ["rivers-harbours.gov.uk"],
        "can_approve_own_go_live_requests": True,
        "permissions": ["can_ask_to_join_a_service"],
        "agreement_signed": True,
        "agreement_signed_version": 3.2,
        "agreement_signed_on_behalf_of_name": "Eleanor Marsh",
        "agreement_signed_on_behalf_of_email_address": "eleanor.marsh@rivers-harbours.gov.uk",
        "purchase_order_number": "PO-2044871",
        "billing_contact_names": "Accounts Payable",
        "billing_contact_email_addresses": "accounts@rivers-harbours.gov.uk",
    },
    "meadowbridge": {
        "organisation_type": "local",
        "crown": False,
        "domains": ["meadowbridge.gov.uk"],
        "agreement_signed": True,
        "agreement_signed_version": 3.1,
        "request_to_go_live_notes": "Check with the digital team lead before going live.",
    },
    "northmoor": {
        "organisation_type": "nhs_local",
        "crown": False,
        "domains": ["northmoor.nhs.uk"],
        "agreement_signed": False,
        "notes": "Agreement sent to the trust's legal team.",
    },
}


def build() -> None:
    Organisation.objects.bulk_create(
        [
            Organisation(
                id=id_,
                name=name,
                created_at=ago(600),
                agreement_signed_at=ago(500) if DETAILS[key]["agreement_signed"] else None,
                **DETAILS[key],
            )
            for key, (id_, name) in NAMES.items()
        ]
    )
