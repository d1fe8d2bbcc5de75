"""One list of contacts, and its end."""

from itertools import islice
from pathlib import PurePath

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import contact_list_api_client, fan_out, job_api_client
from gateway.errors import NotFound
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.downloads import whole_csv
from portal_apps.core.forms import Form
from portal_apps.core.pagination import PAGE_SIZE, one_page, page_number
from portal_apps.core.permissions import PortalRequest, manage_templates, requires, send_messages
from portal_apps.message_templates.wording import quoted
from portal_apps.uploads.actions import rows_of
from portal_apps.uploads.models import ContactList, SentFile


@requires(send_messages)
@require_safe
def contact_list(request: PortalRequest, contact_list_id: str) -> HttpResponse:
    """Its first recipients, and the files that were sent from it."""
    service_id, number = request.visit.service.id, page_number(request)
    saved, jobs, rows = fan_out(
        lambda: ContactList.from_id(service_id, contact_list_id),
        lambda: job_api_client.get_page_of_jobs(service_id, page=number, contact_list_id=contact_list_id),
        lambda: _first_rows(service_id, contact_list_id),
    )
    sent = [SentFile.from_json(facts) for facts in jobs["data"]]
    facts = {"list": saved, "jobs": one_page(request, sent, jobs["total"], jobs["page_size"]), "rows": rows}
    return render(request, "uploads/contact_list.html", facts)


@requires(send_messages)
@require_safe
def download_contact_list(request: PortalRequest, contact_list_id: str) -> FileResponse:
    service_id = request.visit.service.id
    saved = ContactList.from_id(service_id, contact_list_id)
    with rows_of(service_id, saved.id) as rows:
        return whole_csv(PurePath(saved.name).stem, rows)


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_contact_list(request: PortalRequest, contact_list_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it."""
    service_id = request.visit.service.id
    saved = ContactList.from_id(service_id, contact_list_id)
    page = ChangePage(
        "Delete a contact list",
        back=reverse("uploads:uploads", kwargs={"service_id": service_id}),
        done=f"{quoted(saved.name)} is deleted",
        button="Yes, delete",
        template="uploads/delete_contact_list.html",
        context={
            "list": saved,
            "rows": _first_rows(service_id, saved.id),
            "question": f"Are you sure you want to delete {quoted(saved.name)}?",
            "details": "You cannot undo this.",
        },
    )
    return change(
        request,
        Form(request.POST if request.method == "POST" else None),
        page,
        lambda _typed: contact_list_api_client.delete_contact_list(
            service_id=service_id, contact_list_id=saved.id
        ),
    )


def _first_rows(service_id: str, contact_list_id: str) -> list[list[str]] | None:
    """The heading and a page of recipients; None where the file of the list is gone."""
    try:
        with rows_of(service_id, contact_list_id) as rows:
            return list(islice(rows, PAGE_SIZE + 1))
    except NotFound:
        return None
