"""What a member of a team may do, in the words of the pages and in their order."""

from collections.abc import Iterable

LABELS = {
    "view_activity": "See dashboard",
    "send_messages": "Send messages",
    "manage_templates": "Add and edit templates",
    "manage_service": "Manage settings, team and usage",
    "manage_api_keys": "Manage API integration",
}
HINTS = {
    "view_activity": "See what was sent, and download reports",
    "manage_service": "Invite people and change what they can do, see costs, go live",
    "manage_api_keys": "Create and revoke API keys, set up callbacks",
}
SIGN_IN_METHODS = {
    "sms_auth": "Text message code",
    "email_auth": "Email link",
    "webauthn_auth": "Security key",
}
# What a manager may choose for somebody else: security keys are registered by those who hold them.
CHOOSABLE_METHODS = ("sms_auth", "email_auth")
NO_MOBILE_NUMBER = "They need a mobile number before they can sign in with a text message code"


def in_order(permissions: Iterable[str]) -> list[str]:
    """Those that pages offer, in the order they offer them."""
    held = set(permissions)
    return [name for name in LABELS if name in held]
