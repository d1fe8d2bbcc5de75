"""The settings of an organisation, its billing, and its end. All for platform admins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import fan_out, organisations_client
from gateway.errors import BadRequest, field_messages
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.orgs.settings import Setting


@requires(platform_admin)
@require_safe
def settings(request: PortalRequest) -> HttpResponse:
    """Everything about the organisation; the pools of brands are asked for at once."""
    org_id = request.visit.organisation.id
    emails, letters = fan_out(
        lambda: organisations_client.get_email_branding_pool(org_id),
        lambda: organisations_client.get_letter_branding_pool(org_id),
    )
    return render(request, "orgs/settings.html", {"email_brands": emails, "letter_brands": letters})


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, setting: Setting) -> HttpResponse:
    organisation = request.visit.organisation
    form = setting.form_of(request.POST or None, organisation)
    fields = [field.name for field in form.visible_fields()]
    page = ChangePage(
        setting.title,
        back=reverse("orgs:settings", kwargs={"org_id": organisation.id}),
        done=setting.done,
        # What the API has to say about no field is about the only one there is.
        api_fields={"": fields[0]} if len(fields) == 1 else {},
    )
    return change(
        request,
        form,
        page,
        lambda _typed: organisations_client.update_organisation(organisation.id, **setting.saved(form)),
    )


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: PortalRequest) -> HttpResponse:
    """A GET asks whether to, a POST does it. The API refuses while services, members or invitations are left."""
    organisation = request.visit.organisation
    refusal = ""
    if request.method == "POST":
        try:
            organisations_client.archive_organisation(organisation.id)
        except BadRequest as error:
            refusal = " ".join(text for texts in field_messages(error).values() for text in texts)
        else:
            messages.success(request, f"‘{organisation.name}’ was deleted")  # noqa: RUF001 - quotation marks of the page
            return redirect("orgs:organisations")
    return render(request, "orgs/archive.html", {"refusal": refusal})


@requires(platform_admin)
@require_safe
def billing(request: PortalRequest) -> HttpResponse:
    return render(request, "orgs/billing.html")
