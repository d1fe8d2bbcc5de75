from uuid import UUID

from django.http import HttpResponse

from sandbox import dates, usage_reports
from sandbox.api import answers, query
from sandbox.api.routing import Call, Routes

routes = Routes()


@routes.get(
    "/organisations/<id:organisation_id>/services-with-usage",
    query=query.IN_A_YEAR,
    answers={200: {"services": ["ServiceUsage"], "updated_at": "iso?"}},
)
def get_services_with_usage(call: Call, organisation_id: UUID) -> HttpResponse:
    services = usage_reports.organisation_usage(organisation_id, call.query["year"])
    return answers.ok({"services": services, "updated_at": dates.now().isoformat()})
