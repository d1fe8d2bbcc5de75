"""The people of an organisation: the list, an invitation, what one of them may do, and their leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gateway import org_invite_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.pagination import PAGE_SIZE, page_of
from portal_apps.core.permissions import PortalRequest, organisation_member, requires
from portal_apps.orgs import actions
from portal_apps.orgs.forms import InviteMember, MemberPermissions
from portal_apps.orgs.members import Members, member_of

LONGEST_SEARCH = 255


@requires(organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: PortalRequest) -> HttpResponse:
    """Everybody, a page at a time, or those that a POST looks for: who they are must not stand in a URL."""
    everybody = Members.of_organisation(request.visit.organisation.id)
    words = " ".join(request.POST.get("search", "")[:LONGEST_SEARCH].split())
    found = everybody.matching(words)
    pages = None if words else page_of(request, found)
    page = {
        "everybody": everybody,
        "rows": pages.rows if pages else found[:PAGE_SIZE],
        "found": len(found),
        "pages": pages,
        "words": words,
    }
    return render(request, "orgs/members.html", page)


@requires(organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_member(request: PortalRequest) -> HttpResponse:
    visit = request.visit
    form = InviteMember(
        request.POST or None,
        inviter=None if visit.is_platform_admin else visit.user.email_address,
        taken=Members.of_organisation(visit.organisation.id).reasons_not_to_invite(),
        may_approve=visit.organisation.can_approve_own_go_live_requests,
    )
    page = ChangePage("Invite a team member", back=_list_url(request), button="Send invitation email")

    def save(typed: dict[str, Any]) -> None:
        actions.invite(request, typed["email_address"], form.permissions)
        messages.success(request, f"Invitation sent to {typed['email_address']}")

    return change(request, form, page, save)


@requires(organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_member(request: PortalRequest, user_id: str) -> HttpResponse:
    organisation = request.visit.organisation
    member = member_of(organisation, user_id)
    form = MemberPermissions(
        request.POST or None,
        initial={"permissions_field": sorted(member.permissions_in_organisation(organisation.id))},
        may_approve=organisation.can_approve_own_go_live_requests,
    )
    page = ChangePage(
        member.name,
        back=_list_url(request),
        done=f"Permissions of {member.name} saved",
        template="orgs/edit_member.html",
        context={"member": member},
    )

    def save(_typed: dict[str, Any]) -> None:
        if "permissions_field" in form.fields:
            actions.set_permissions(request, member, form.permissions)

    return change(request, form, page, save)


@requires(organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: PortalRequest, user_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it."""
    member = member_of(request.visit.organisation, user_id)
    if request.method == "POST":
        actions.remove(request, member)
        messages.success(request, f"{member.name} was removed from {request.visit.organisation.name}")
        return redirect(_list_url(request))
    return render(request, "orgs/remove_member.html", {"member": member})


@requires(organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_invitation(request: PortalRequest, invited_user_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it. An invitation that is over already stays as it is."""
    org_id = request.visit.organisation.id
    invitation = org_invite_api_client.get_invited_user_for_org(org_id, invited_user_id)
    if invitation["status"] != "pending":
        messages.error(request, "That invitation has been accepted or cancelled already")
        return redirect(_list_url(request))
    if request.method == "POST":
        org_invite_api_client.cancel_invited_user(org_id, invited_user_id)
        messages.success(request, f"Invitation to {invitation['email_address']} cancelled")
        return redirect(_list_url(request))
    return render(request, "orgs/cancel_invitation.html", {"invitation": invitation})


def _list_url(request: PortalRequest) -> str:
    return reverse("orgs:members", kwargs={"org_id": request.visit.organisation.id})
