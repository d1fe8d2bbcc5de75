"""The pages that every kind of sender has: the list, and the question before one is deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gateway.errors import BadRequest, field_messages
from portal_apps.core.changes import SOMEBODY_ELSE, ChangePage, change
from portal_apps.core.formatting import day_and_time
from portal_apps.core.permissions import PortalRequest
from portal_apps.service_settings.changing import settings_page, settings_url
from portal_apps.service_settings.forms.senders import SenderForm
from portal_apps.service_settings.senders import Kind, Sender

Save = Callable[[dict[str, Any]], object]


def listed(request: PortalRequest, kind: Kind) -> HttpResponse:
    page = {"kind": kind, "senders": kind.all_of(request.visit.service.id), "back": settings_url(request)}
    return render(request, "service_settings/senders.html", page)


def adding(request: PortalRequest, kind: Kind, form: SenderForm, save: Save) -> HttpResponse:
    page = _page(request, kind, f"Add a {kind.name}", button="Add", done=f"{kind.capitalised} added")
    return change(request, form, page, save)


def editing(request: PortalRequest, kind: Kind, sender: Sender, form: SenderForm, save: Save) -> HttpResponse:
    """The page of one that is there. The API keeps when it was changed, and not by whom."""
    changed_at = sender.facts["updated_at"]
    page = _page(
        request,
        kind,
        f"Change this {kind.name}",
        done=f"{kind.capitalised} changed",
        template="service_settings/edit_sender.html",
        context={"kind": kind, "sender": sender},
    )
    when = f" ({day_and_time(changed_at)})" if changed_at else ""
    return change(request, form, page, save, changed_by=lambda: SOMEBODY_ELSE + when)


def deleting(request: PortalRequest, kind: Kind, sender_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it; neither where the API would refuse."""
    service_id = request.visit.service.id
    sender = kind.one_of(service_id, sender_id)
    edit_url = settings_url(request, f"{kind.page}_edit", sender_id=sender.id)
    if not kind.may_delete(sender):
        return redirect(edit_url)
    if request.method != "POST":
        page = {"kind": kind, "sender": sender, "back": edit_url}
        return render(request, "service_settings/delete_sender.html", page)
    try:
        kind.delete(service_id, sender.id)
    except BadRequest as error:
        # It became the default, or began to receive texts, since the page was opened.
        messages.error(request, " ".join(field_messages(error).get("", [])) or "It could not be deleted")
    else:
        messages.success(request, f"{kind.capitalised} deleted")
    return redirect(settings_url(request, kind.page))


def _page(request: PortalRequest, kind: Kind, title: str, **page: Any) -> ChangePage:
    back = settings_url(request, kind.page)
    return settings_page(request, title, **{"back": back, "api_fields": kind.api_fields, **page})
