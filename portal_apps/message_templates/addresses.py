"""Where the pages of templates are, for views that lead from one to another."""

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


def new_template_url(service_id: str, template_type: str, folder_id: FolderId = None) -> str:
    place = {"template_folder_id": folder_id} if folder_id else {}
    arguments = {"service_id": service_id, "template_type": template_type, **place}
    return reverse("message_templates:add_template", kwargs=arguments)


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
