"""A message to one person, asked for step by step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import contact_list_api_client, fan_out
from gateway.errors import APIError
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.message_templates.addresses import template_url
from portal_apps.message_templates.models import Template
from portal_apps.message_templates.wording import quoted
from portal_apps.sending.draft import Draft
from portal_apps.sending.one_message import OneMessage
from portal_apps.sending.one_off_addresses import page_url, step_url
from portal_apps.sending.one_off_forms import PlaceholderForm, StepForm, recipient_form
from portal_apps.sending.questions import rules_of_trial_mode
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.senders import text_of_sender

TOO_LATE = "What you typed before is not kept any more: that was an hour ago, or you have sent it. Please start again"


@requires(send_messages)
@require_safe
def send_one_off(request: PortalRequest, template_id: str) -> HttpResponse:
    """Begins anew."""
    template = sendable_template(request.visit, template_id)
    Draft.begin(request, template.id)
    return redirect(step_url(request.visit.service.id, template, 0))


@requires(send_messages)
@require_safe
def send_one_off_to_myself(request: PortalRequest, template_id: str) -> HttpResponse:
    """Begins with one's own address or number, if one has any."""
    visit = request.visit
    template = sendable_template(visit, template_id)
    own = {"email": visit.user.email_address, "sms": visit.user.mobile_number}.get(template.template_type)
    Draft.begin(request, template.id, own or "")
    return redirect(step_url(visit.service.id, template, 1 if own else 0))


@requires(send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def send_one_off_step(request: PortalRequest, template_id: str, step_index: int = 0) -> HttpResponse:
    """One question; the first is who the message goes to."""
    template = sendable_template(request.visit, template_id)
    draft = Draft.of(request, template.id)
    if draft is None or draft.notification_id:
        if step_index:
            return _start_again(request, template)
        draft = Draft.begin(request, template.id)
    message = OneMessage.of(request, template, draft)
    if step_index > len(message.questions) or draft.attempted_at:
        return redirect(page_url(request.visit.service.id, template.id, "check_notification"))
    form = _form(request, message, step_index)
    if form.is_valid():
        message.answer(step_index, form.answer)
        return redirect(step_url(request.visit.service.id, template, step_index + 1))
    return render(request, "sending/step.html", {"form": form, **_page(request, message, step_index)})


def _form(request: PortalRequest, message: OneMessage, step: int) -> StepForm:
    data, draft, service = request.POST or None, message.draft, request.visit.service
    if step == 0:
        return recipient_form(
            data,
            message.template.template_type,
            lambda: rules_of_trial_mode(service, message.template),
            draft.recipient,
        )
    question = message.questions[step - 1]
    return PlaceholderForm(
        data, question=question, initial={"placeholder_value": draft.values.get(question.key)}
    )


def _page(request: PortalRequest, message: OneMessage, step: int) -> dict[str, Any]:
    service_id, template = request.visit.service.id, message.template
    sender, has_list = fan_out(
        lambda: text_of_sender(service_id, template, message.sender_id),
        lambda: step == 0 and _has_contact_list(service_id, template),
    )
    return {
        "heading": "Personalise this message" if step else f"Send {quoted(template.name)}",
        "message": message,
        "preview": message.preview(),
        "sender": sender,
        "step": step,
        "has_contact_list": has_list,
        "back": _back(service_id, message, step),
    }


def _back(service_id: str, message: OneMessage, step: int) -> str:
    if step:
        return step_url(service_id, message.template, step - 1)
    if message.sender_id:
        return page_url(service_id, message.template.id, "set_sender")
    return template_url(service_id, message.template.id)


def _has_contact_list(service_id: str, template: Template) -> bool:
    """Whether a list of the right kind is there to be used. A page without the link is better than none."""
    if template.template_type == "letter":
        return False
    try:
        lists = contact_list_api_client.get_contact_lists(service_id)
    except APIError:
        return False
    return any(one["template_type"] == template.template_type for one in lists)


def _start_again(request: PortalRequest, template: Template) -> HttpResponse:
    messages.warning(request, TOO_LATE)
    return redirect(page_url(request.visit.service.id, template.id, "send_one_off"))
