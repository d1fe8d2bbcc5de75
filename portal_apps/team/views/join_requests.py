"""Answering somebody who asked to join: yes or no, and for a yes what they may do."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.team import join_requests
from portal_apps.team.addresses import team_url
from portal_apps.team.folders import FolderAccess
from portal_apps.team.forms.join_request import APPROVED, JoinServiceRequestApprove
from portal_apps.team.forms.permissions import PermissionFields
from portal_apps.team.inviting import Offer
from portal_apps.team.join_requests import JoinRequest
from portal_apps.team.models import by_name
from portal_apps.team.rules import belongs_to_organisation_of, may_get_another_method
from portal_apps.users.models import User


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: PortalRequest, request_id: str) -> HttpResponse:
    asked = JoinRequest.from_id(request.visit.service.id, request_id)
    person = User.from_id(asked.requester["id"])
    if other := _nothing_to_decide(request, asked, person):
        return other
    is_post = request.method == "POST"
    form = JoinServiceRequestApprove(
        request.POST if is_post else None, initial={"join_service_approve_request": APPROVED}
    )
    page = _page(request, f"{person.name} wants to join your service", "join_request", asked, person)

    def answer(typed: dict[str, str]) -> HttpResponse:
        if typed["join_service_approve_request"] == APPROVED:
            return redirect(_url(request, "join_request_permissions", asked))
        join_requests.refuse(request, asked)
        return redirect(_url(request, "join_request_refused", asked))

    return change(request, form, page, answer)


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_permissions(request: PortalRequest, request_id: str) -> HttpResponse:
    service = request.visit.service
    asked = JoinRequest.from_id(service.id, request_id)
    person = User.from_id(asked.requester["id"])
    if other := _nothing_to_decide(request, asked, person):
        return other
    access = FolderAccess.of(service.id)
    form = PermissionFields.for_newcomer(
        request,
        access,
        auth_type=person.auth_type,
        chooses_method=may_get_another_method(service, person),
        has_number=bool(person.mobile_number),
    )
    page = _page(request, f"What can {person.name} do?", "join_request_permissions", asked, person)

    def let_in(typed: dict[str, object]) -> None:
        join_requests.approve(request, asked, person, Offer.from_typed(typed), form.auth_type)
        messages.success(request, f"{person.name} has joined {service.name}")

    return change(request, form, page, let_in)


@requires(manage_service)
@require_safe
def refused(request: PortalRequest, request_id: str) -> HttpResponse:
    """What was done; a GET refuses nobody."""
    asked = JoinRequest.from_id(request.visit.service.id, request_id)
    if asked.status == "pending":
        return redirect(_url(request, "join_request", asked))
    page = {"asked": asked, "person": asked.requester, "back": team_url(request.visit.service.id)}
    return render(request, "team/join_request_over.html", page)


def _nothing_to_decide(request: PortalRequest, asked: JoinRequest, person: User) -> HttpResponse | None:
    """The page for a request that is decided, needless, or was sent to others. Raises PermissionDenied for strangers."""
    visit = request.visit
    if not belongs_to_organisation_of(visit.service, person):
        raise PermissionDenied
    page = {"asked": asked, "person": person, "back": team_url(visit.service.id)}
    if visit.user.id not in asked.contacted_ids and not visit.is_platform_admin:
        team = by_name(user_api_client.get_users_for_service(visit.service.id))
        page["names"] = [one.name for one in team if one.id in asked.contacted_ids]
        return render(request, "team/join_request_of_others.html", page, status=HTTPStatus.FORBIDDEN)
    if asked.status != "pending" or visit.service.id in person.service_ids:
        return render(request, "team/join_request_over.html", page)
    return None


def _page(request: PortalRequest, title: str, template: str, asked: JoinRequest, person: User) -> ChangePage:
    return ChangePage(
        title,
        back=team_url(request.visit.service.id),
        button="Continue" if template == "join_request" else "Save and let them join",
        template=f"team/{template}.html",
        context={"asked": asked, "person": person},
    )


def _url(request: PortalRequest, name: str, asked: JoinRequest) -> str:
    identifiers = {"service_id": request.visit.service.id, "request_id": asked.id}
    return reverse(f"team:{name}", kwargs=identifiers)
