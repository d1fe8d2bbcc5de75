"""Letters that came back, by the day they were reported."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse

from sandbox.api import answers, query
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.models import ReturnedLetter
from sandbox.serialise.letters import returned_letter

routes = Routes()

REPORTED_AT = Query({"reported_at": query.DAY}, required=("reported_at",))


@routes.get("/service/<id:service_id>/returned-letter-summary", answers={200: ["ReturnedLettersOfDay"]})
def get_returned_letter_summary(_call: Call, service_id: UUID) -> HttpResponse:
    days = ReturnedLetter.objects.filter(service=service_id).values("reported_at")
    counted = days.annotate(returned_letter_count=Count("id")).order_by("-reported_at")
    return answers.ok(
        [
            {
                "returned_letter_count": row["returned_letter_count"],
                "reported_at": row["reported_at"].isoformat(),
            }
            for row in counted
        ]
    )


@routes.get(
    "/service/<id:service_id>/returned-letters",
    query=REPORTED_AT,
    answers={200: {"returned_letters": ["ReturnedLetter"], "orphaned_count": "int"}},
)
def get_returned_letters(call: Call, service_id: UUID) -> HttpResponse:
    letters = ReturnedLetter.objects.filter(service=service_id, reported_at=call.query["reported_at"])
    letters = letters.select_related(
        "notification__template", "notification__job", "notification__created_by"
    )
    rows = letters.order_by("-notification__created_at")
    # Letters whose facts are deleted already are orphans. Here facts are kept.
    return answers.ok({"returned_letters": [returned_letter(row) for row in rows], "orphaned_count": 0})
