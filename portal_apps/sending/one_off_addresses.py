"""Where the pages of a single message are."""

from typing import Any

from django.urls import reverse

from portal_apps.message_templates.models import Template


def page_url(service_id: str, template_id: str, page: str, **arguments: Any) -> str:
    """One of the pages of a template that is about to be sent, by the name of its address."""
    return reverse(
        f"sending:{page}", kwargs={"service_id": service_id, "template_id": template_id, **arguments}
    )


def step_url(service_id: str, template: Template, step: int) -> str:
    """The page of a question; the first, of a letter, asks for the whole address."""
    if step == 0 and template.template_type == "letter":
        return page_url(service_id, template.id, "send_one_off_address")
    return page_url(service_id, template.id, "send_one_off_step", step_index=step)


def message_url(service_id: str, notification_id: str) -> str:
    return reverse(
        "activity:view_notification", kwargs={"service_id": service_id, "notification_id": notification_id}
    )
