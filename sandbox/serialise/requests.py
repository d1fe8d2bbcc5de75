from typing import Any

from sandbox import dates
from sandbox.models import Job, ReportRequest, ServiceContactList, ServiceJoinRequest, ServiceMember
from sandbox.serialise.people import author

Json = dict[str, Any]


def contact_list(row: ServiceContactList) -> Json:
    jobs = Job.objects.filter(contact_list_id=row.id)
    recent = jobs.filter(created_at__gte=dates.midnight_days_ago(7))
    return {
        "id": row.id,
        "original_file_name": row.original_file_name,
        "row_count": row.row_count,
        "recent_job_count": recent.count(),
        "has_jobs": jobs.exists(),
        "template_type": row.template_type,
        "service_id": row.service_id,
        "created_by": row.created_by.name,
        "created_at": dates.zulu(row.created_at),
    }


def report_request(row: ReportRequest) -> Json:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "service_id": row.service_id,
        "report_type": row.report_type,
        "status": row.status,
        "parameter": row.parameter,
        "created_at": dates.zulu(row.created_at),
        "updated_at": dates.zulu_or_null(row.updated_at),
    }


def service_join_request(row: ServiceJoinRequest) -> Json:
    decider, requester = row.status_changed_by, row.requester
    memberships = ServiceMember.objects.filter(user=requester, service__active=True).order_by("created_at")
    return {
        "id": row.id,
        "service_id": row.service_id,
        "created_at": dates.zulu(row.created_at),
        "status": row.status,
        "status_changed_at": dates.zulu_or_null(row.status_changed_at),
        "status_changed_by": {"id": decider.id, "name": decider.name} if decider else None,
        "reason": row.reason,
        "contacted_service_users": [user.id for user in row.contacted_service_users.order_by("created_at")],
        "requester": author(requester) | {"belongs_to_service": [m.service_id for m in memberships]},
    }
