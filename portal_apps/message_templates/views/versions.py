"""The versions of a template: what each changed, what it would change now, and bringing one back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gateway import fan_out, service_api_client
from portal_apps.core.formatting import day_and_time
from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    member,
    organisation_member,
    requires,
)
from portal_apps.message_templates import wording
from portal_apps.message_templates.addresses import template_url
from portal_apps.message_templates.changes import Change
from portal_apps.message_templates.forms.restore import RestoreVersion
from portal_apps.message_templates.models import Template, preview_for, template_for
from portal_apps.message_templates.views.questions import (
    accepted,
    blocked,
    question_about_placeholders,
    template_to_change,
)

VERSIONS_ON_A_PAGE = 20


@requires(member | organisation_member)
@require_safe
def versions(request: PortalRequest, template_id: str) -> HttpResponse:
    """Every version, newest first, with what it changed."""
    template = template_for(request.visit, template_id)
    everything = Template.versions_of(request.visit.service.id, template_id)
    page = Paginator(everything, VERSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    older = everything[page.start_index() : page.end_index() + 1]
    shown = [
        (one, preview_for(request.visit.service, one), Change.between(before, one) if before else None)
        for one, before in zip(page, [*older, None], strict=False)
    ]
    return render(
        request, "message_templates/versions.html", {"template": template, "versions": shown, "pages": page}
    )


@requires(member | organisation_member)
@require_safe
def version(request: PortalRequest, template_id: str, version: int) -> HttpResponse:
    """One version, what it changed, and what bringing it back would change."""
    service_id = request.visit.service.id
    numbers = [version, version - 1] if version > 1 else [version]
    template, shown, *before = fan_out(
        lambda: template_for(request.visit, template_id),
        *(lambda number=number: Template.from_id(service_id, template_id, number) for number in numbers),
    )
    change = Change.between(before[0], shown) if before else None
    return _version_page(request, template, shown, RestoreVersion(), change=change)


@requires(manage_templates)
@require_POST
def restore_version(request: PortalRequest, template_id: str, version: int) -> HttpResponse:
    """Saves what an old version says as a new one, after the questions that any change is asked."""
    service_id, template = request.visit.service.id, template_to_change(request, template_id)
    if elsewhere := blocked(request, template):
        return elsewhere
    old = Template.from_id(service_id, template_id, version)
    form = RestoreVersion(request.POST)
    if not form.started_from(template):
        when = day_and_time(template.changed_at)
        form.add_error(None, f"This template was changed {when}. Check what restoring would change now")
        return _version_page(request, template, old, form)
    if question := question_about_placeholders(request, template, old.written):
        return question
    if template.says(old.written) or accepted(
        form, lambda: service_api_client.update_service_template(service_id, template.id, **old.written)
    ):
        messages.success(request, wording.restored(version))
        return redirect(template_url(service_id, template.id))
    return _version_page(request, template, old, form)


def _version_page(
    request: PortalRequest, template: Template, shown: Template, form: RestoreVersion, **more: Any
) -> HttpResponse:
    page = {
        "template": template,
        "shown": shown,
        "preview": preview_for(request.visit.service, shown),
        "form": form,
        "restoring": None if template.says(shown.written) else Change.between(template, shown),
        **more,
    }
    return render(request, "message_templates/version.html", page)
