"""Addresses of runs. A name in one has no dot and no slash, and is held against what runs are called."""

from django.urls import path

from portal_apps.bulk.views import runs, undo

app_name = "bulk"

ONE = "bulk/<slug:run>"

urlpatterns = [
    path("bulk", runs.all_runs, name="runs"),
    path(ONE, runs.one_run, name="run"),
    path(f"{ONE}.json", runs.run_updates, name="run_updates"),
    path(f"{ONE}.csv", runs.run_report, name="run_report"),
    path(f"{ONE}/undo", undo.undo_run, name="undo"),
]
