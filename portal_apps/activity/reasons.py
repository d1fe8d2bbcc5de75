"""Why a message is where it is, and what its sender can do about it, in words."""

from portal_apps.core.statuses import UNDER_WAY

# Most messages arrive within seconds. After this long somebody may wonder.
SLOW_SECONDS = 5 * 60

BY_STATUS = {
    "technical-failure": "Something went wrong between us and the provider. The message was not delivered. Send it again.",
    "virus-scan-failed": "There is a virus in a file of this message, so it was not sent.",
    "validation-failed": "The content does not meet the rules for this kind of message, so it was not sent.",
    "cancelled": "It was cancelled before it was sent.",
}
BY_CHANNEL = {
    ("email", "permanent-failure"): (
        "The provider could not deliver it because the email address is not in use or refuses messages. "
        "Take it off your list."
    ),
    ("email", "temporary-failure"): (
        "The inbox may be full, or the server that holds it did not answer. You can try again later."
    ),
    ("sms", "permanent-failure"): (
        "The phone number is not in use, or it refuses text messages. Take it off your list."
    ),
    ("sms", "temporary-failure"): (
        "The phone was switched off or out of reach for too long, or its memory is full. You can try again later."
    ),
    ("sms", "sent"): "Networks in this country do not say whether they delivered it.",
    ("letter", "permanent-failure"): "The printer could not print this letter. It was not posted.",
    ("letter", "returned-letter"): "The post brought this letter back. The address may be out of date.",
    ("letter", "delivered"): "It was printed and given to the post.",
}
WHILE_SLOW = {
    "email": (
        "This takes longer than usual. The server that holds the inbox does not answer yet. We go on for up to 72 hours."
    ),
    "sms": (
        "This takes longer than usual. The phone may be switched off or out of reach. The network goes on trying for up "
        "to 72 hours."
    ),
}


def reason_for(channel: str, status: str, seconds: float) -> str:
    """One or two sentences about a message that has been on its way for so long; empty when all is as usual."""
    if status in UNDER_WAY:
        return WHILE_SLOW.get(channel, "") if seconds > SLOW_SECONDS else ""
    return BY_CHANNEL.get((channel, status)) or BY_STATUS.get(status, "")
