"""Two reports that came to nothing, for pages that a new request does not lead to."""

from datetime import timedelta

from sandbox.models import ReportRequest
from sandbox.world.ids import ago, uid
from sandbox.world.people import BY_KEY
from sandbox.world.services import BY_NAME

ENDED = ("failed", "deleted")


def build() -> None:
    ReportRequest.objects.bulk_create(
        [
            ReportRequest(
                id=uid("report request", status),
                service_id=BY_NAME["boat_licences"].id,
                user_id=BY_KEY["manager"].id,
                report_type="notifications",
                parameter={"notification_type": "sms", "notification_status": "all"},
                status=status,
                created_at=ago(30),
                updated_at=ago(30) + timedelta(seconds=20),
            )
            for status in ENDED
        ]
    )
