"""Where replies to e-mails go."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from gateway import service_api_client
from gateway.errors import BadRequest, Conflict, NotFound, field_messages
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.permissions import PortalRequest, manage_api_keys, manage_service, requires
from portal_apps.service_settings import sender_pages
from portal_apps.service_settings.changing import settings_url
from portal_apps.service_settings.forms.senders import ServiceReplyToEmail
from portal_apps.service_settings.reply_to_check import ReplyToCheck, State
from portal_apps.service_settings.senders import REPLY_TO

METHODS = ["GET", "HEAD", "POST"]
FAULTS = {
    State.FAILED: "We could not deliver a test email to this address. Check that it is right and takes mail",
    State.LATE: "The test email has not arrived after 45 seconds. Check the address, then try again",
}


@requires(manage_service | manage_api_keys)
@require_safe
def email_reply_to(request: PortalRequest) -> HttpResponse:
    return sender_pages.listed(request, REPLY_TO)


@requires(manage_service)
@require_safe
def old_address(request: PortalRequest) -> HttpResponse:
    return redirect(settings_url(request, "email_reply_to"))


@requires(manage_service)
@require_http_methods(METHODS)
def add(request: PortalRequest) -> HttpResponse:
    is_first = not service_api_client.get_reply_to_email_addresses(request.visit.service.id)
    form = ServiceReplyToEmail(request.POST or None, must_be_default=is_first)

    return sender_pages.adding(request, REPLY_TO, form, lambda _typed: _check(request, form))


@requires(manage_service)
@require_http_methods(METHODS)
def edit(request: PortalRequest, sender_id: str) -> HttpResponse:
    """Another address has to be checked first; the same one may become the default at once."""
    service_id = request.visit.service.id
    sender = REPLY_TO.one_of(service_id, sender_id)
    now = {"email_address": sender.value, "is_default": sender.is_default}
    form = ServiceReplyToEmail(request.POST or None, initial=now, must_be_default=sender.is_default)

    def save(typed: dict[str, Any]) -> HttpResponse | None:
        new, is_default = typed["email_address"], form.becomes_default
        if new != sender.value:
            return _check(request, form, replaces=sender.id)
        service_api_client.update_reply_to_email_address(service_id, sender.id, new, is_default=is_default)
        return None

    return sender_pages.editing(request, REPLY_TO, sender, form, save)


@requires(manage_service)
@require_http_methods(METHODS)
def delete(request: PortalRequest, sender_id: str) -> HttpResponse:
    return sender_pages.deleting(request, REPLY_TO, sender_id)


@requires(manage_service)
@require_http_methods(METHODS)
def verify(request: PortalRequest, notification_id: str) -> HttpResponse:
    """Waits for the test e-mail, then saves the address by a POST and says so, or offers to try again."""
    check = ReplyToCheck.of(request, notification_id)
    if check is None:
        return redirect(settings_url(request, "email_reply_to"))
    state = check.state()
    if request.method == "POST" and state is State.DELIVERED:
        return _saved(request, check)
    page = {"check": check, "state": state, "back": settings_url(request, "email_reply_to")}
    if state in FAULTS:
        page |= {"form": _to_try_again(check, FAULTS[state]), "action": _form_url(request, check)}
    return render(request, "service_settings/verify_reply_to.html", page)


@requires(manage_service)
@require_safe
@vary_on_headers("HX-Request")
def verify_json(request: PortalRequest, notification_id: str) -> HttpResponse:
    """Nothing while the e-mail is on its way; afterwards the page is to be read again."""
    check = ReplyToCheck.of(request, notification_id)
    if check is None:
        raise Http404
    state = check.state()
    if not asks_for_fragment(request):
        html = render_to_string("service_settings/verify_status.html", {"check": check, "state": state})
        return JsonResponse({"status": html, "stop": int(state is not State.PENDING)})
    if state is State.PENDING:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponse(headers={"HX-Refresh": "true"})


def _check(request: PortalRequest, form: ServiceReplyToEmail, replaces: str = "") -> HttpResponse:
    check = ReplyToCheck.begin(request, form, replaces)
    return redirect(settings_url(request, "email_reply_to_verify", notification_id=check.notification_id))


def _to_try_again(check: ReplyToCheck, fault: str) -> ServiceReplyToEmail:
    """The form as it was sent, with what went wrong beside the address."""
    typed = {"email_address": check.email_address, "is_default": "y" if check.is_default else ""}
    form = ServiceReplyToEmail(typed, must_be_default=not check.may_choose_default)
    form.add_error("email_address", fault)
    return form


def _form_url(request: PortalRequest, check: ReplyToCheck) -> str:
    if check.replaces:
        return settings_url(request, "email_reply_to_edit", sender_id=check.replaces)
    return settings_url(request, "email_reply_to_add")


def _saved(request: PortalRequest, check: ReplyToCheck) -> HttpResponse:
    try:
        check.save()
    except (BadRequest, Conflict, NotFound) as error:
        # Somebody else added the same address, or deleted the one to be replaced, while we waited.
        messages.error(request, " ".join(field_messages(error).get("", [])) or "The address was not saved")
        return redirect(settings_url(request, "email_reply_to"))
    return redirect(request.path)
