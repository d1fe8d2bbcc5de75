"""Why the API keeps somebody in a team, in words for the person who asked."""

from gateway.errors import HTTPError, field_messages
from portal_apps.services.models import Service

ONLY_USER = "You cannot remove the only user for a service"
CANNOT_REMOVE = "User cannot be removed from the service"
CANNOT_DEMOTE = "Cannot change user permissions - service would have too few users with manage_settings"
MANAGERS, MANAGERS_IN_TRIAL_MODE = "at least 2 team members", "at least one team member"


def explain(error: HTTPError, service: Service) -> str:
    """The rule behind the refusal; what the API says where it is one we do not know."""
    text = " ".join(text for texts in field_messages(error).values() for text in texts)
    if ONLY_USER in text:
        return "They are the only person in this team. Invite somebody else before you remove them"
    if CANNOT_REMOVE in text or CANNOT_DEMOTE in text:
        return rule_of_managers(service)
    return text


def rule_of_managers(service: Service) -> str:
    """How many people must always be able to manage the service. Only public sector addresses count."""
    is_trial = service.trial_mode and not service.facts["has_active_go_live_request"]
    return (
        f"This service needs {MANAGERS_IN_TRIAL_MODE if is_trial else MANAGERS} with a public sector email address "
        "who can manage settings, team and usage. Give somebody else that permission first"
    )
