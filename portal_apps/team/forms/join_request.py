"""The form that answers somebody who wants to join."""

from portal_apps.core.fields import Choice
from portal_apps.core.forms import Form

APPROVED, REJECTED = "approved", "rejected"


class JoinServiceRequestApprove(Form):
    join_service_approve_request = Choice(
        "Do you want to let them join?",
        "Select whether you want to let them join",
        [(APPROVED, "Yes, choose what they can do"), (REJECTED, "No, refuse the request")],
    )
