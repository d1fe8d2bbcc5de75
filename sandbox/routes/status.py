"""Is it up? The two routes anybody may ask."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.models import Service

routes = Routes(public=True)

STATUS = dict.fromkeys(("status", "git_commit", "build_time", "db_version", "db_bulk_version"), "str")


@routes.get("/_status", query=Query({"simple": schema.STRING}), answers={200: (STATUS, {"status": "str"})})
def get_status(call: Call) -> HttpResponse:
    if "simple" in call.query:
        return answers.ok({"status": "ok"})
    version = max(
        name for app, name in MigrationRecorder(connection).applied_migrations() if app == "sandbox"
    )
    return answers.ok(
        {
            "status": "ok",
            "git_commit": "",
            "build_time": "",
            "db_version": version,
            "db_bulk_version": version,
        }
    )


@routes.get(
    "/_status/live-service-and-organisation-counts",
    answers={200: {"services": "int", "organisations": "int"}},
)
def get_live_counts(_call: Call) -> HttpResponse:
    live = Service.objects.filter(active=True, restricted=False, count_as_live=True)
    organisations = live.filter(organisation__active=True).values("organisation").distinct()
    return answers.ok({"services": live.count(), "organisations": organisations.count()})
