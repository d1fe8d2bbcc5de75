"""Answering a text: with which template, and on to the message."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gateway.errors import NotFound
from portal_apps.activity.conversation import number_of
from portal_apps.core.formatting import phone_number
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.core.search import words_asked
from portal_apps.message_templates.models import tree_for
from portal_apps.message_templates.tree import NAME_OF_ROOT, FolderId
from portal_apps.sending.draft import Draft
from portal_apps.sending.sendable import sendable_template


@requires(send_messages)
@require_safe
def choose_template(
    request: PortalRequest, notification_id: str, from_folder: FolderId = None
) -> HttpResponse:
    """The text message templates, folder by folder or found by a part of their name."""
    tree = tree_for(request.visit).of_type("sms")
    if from_folder and from_folder not in tree.folders:
        raise NotFound(message="Template folder not found")
    words = words_asked(request)
    *above, folder = [None, *tree.path_to(from_folder)]
    page = {
        "tree": tree,
        "items": tree.search(words, from_folder) if words else tree.items_in(from_folder),
        "words": words,
        "above": above,
        "place": folder.name if folder else NAME_OF_ROOT,
        "notification_id": notification_id,
    }
    return render(request, "activity/choose_reply.html", page)


@requires(send_messages)
@require_safe
def reply(request: PortalRequest, notification_id: str, template_id: str) -> HttpResponse:
    """Begins a message to the person, whose number is in no address, and goes on to what the template asks for."""
    visit = request.visit
    template = sendable_template(visit, template_id)
    if template.template_type != "sms":
        raise NotFound(message="No text message template has this id")
    number = number_of(visit.service.id, notification_id)
    Draft.begin(request, template.id, phone_number(number))
    return redirect("sending:send_one_off_step", visit.service.id, template.id, 1)
