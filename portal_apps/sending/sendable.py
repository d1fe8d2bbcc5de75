"""The template that a message or a file is sent with."""

from gateway.errors import NotFound
from portal_apps.core.permissions import Visit
from portal_apps.message_templates.models import Template, template_for


def sendable_template(visit: Visit, template_id: str) -> Template:
    """Raises NotFound for one that nothing is sent with: a deleted one, and one of a channel that is off."""
    template = template_for(visit, template_id)
    if template.is_deleted or not visit.service.has_permission(template.template_type):
        raise NotFound(message="Template not found")
    return template
