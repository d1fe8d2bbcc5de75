"""Where the pages of templates are, for views that lead from one to another."""

from urllib.parse import urlencode

from django.urls import reverse

from portal_apps.message_templates.tree import FolderId


def list_url(service_id: str, folder_id: FolderId = None) -> str:
    """The list of the root, or of a folder."""
    place = {"template_folder_id": folder_id} if folder_id else {}
    return reverse("message_templates:choose_template", kwargs={"service_id": service_id, **place})


def template_url(service_id: str, template_id: str) -> str:
    return reverse(
        "message_templates:view_template", kwargs={"service_id": service_id, "template_id": template_id}
    )


def confirm_language_url(service_id: str, template_id: str) -> str:
    arguments = {"service_id": service_id, "template_id": template_id}
    return reverse("message_templates:confirm_change_language", kwargs=arguments)


def new_template_url(service_id: str, template_type: str, folder_id: FolderId = None) -> str:
    place = {"template_folder_id": folder_id} if folder_id else {}
    arguments = {"service_id": service_id, "template_type": template_type, **place}
    return reverse("message_templates:add_template", kwargs=arguments)


def copy_url(
    service_id: str,
    *,
    from_service: str | None = None,
    from_folder: FolderId = None,
    to_folder_id: FolderId = None,
) -> str:
    """Where a template to copy is chosen; `to_folder_id` is where the copy goes."""
    place = {"from_service": from_service, "from_folder": from_folder}
    arguments = {"service_id": service_id, **{name: value for name, value in place.items() if value}}
    return reverse("message_templates:choose_template_to_copy", kwargs=arguments) + _query(
        to_folder_id=to_folder_id
    )


def copy_of_url(service_id: str, template_id: str, from_service: str, to_folder_id: FolderId = None) -> str:
    """Where the copy gets its name."""
    arguments = {"service_id": service_id, "template_id": template_id}
    return reverse("message_templates:copy_template", kwargs=arguments) + _query(
        from_service=from_service, to_folder_id=to_folder_id
    )


def _query(**values: str | None) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


def blocked_url(service_id: str, template_type: str, return_to: str, template_id: str | None = None) -> str:
    """The page that says a channel is off; its way back leads to `return_to`."""
    template = {"template_id": template_id} if template_id else {}
    arguments = {
        "service_id": service_id,
        "notification_type": template_type,
        "return_to": return_to,
        **template,
    }
    return reverse("message_templates:action_blocked", kwargs=arguments)
