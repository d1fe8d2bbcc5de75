"""What a status of the API means for the person who sent the message."""

UNDER_WAY = frozenset({"created", "pending", "sending", "pending-virus-check"})
ARRIVED = frozenset({"delivered", "sent", "returned-letter"})
FAILED = frozenset(
    {
        "failed",
        "permanent-failure",
        "technical-failure",
        "temporary-failure",
        "validation-failed",
        "virus-scan-failed",
    }
)
# What the addresses of lists call them.
GROUPS = {"sending": UNDER_WAY, "delivered": ARRIVED, "failed": FAILED}
EVERY_STATUS = UNDER_WAY | ARRIVED | FAILED
# Of letters as files: there is nothing yet, or nothing any more, that anybody may look at.
WITHOUT_PAGES = frozenset({"pending-virus-check", "virus-scan-failed"})
CHANNELS = {"email": "Email", "sms": "Text message", "letter": "Letter"}

BY_STATUS = {
    "created": "Delivering",
    "pending": "Delivering",
    "sending": "Delivering",
    "sent": "Sent to an international number",
    "delivered": "Delivered",
    "received": "Received",
    "accepted": "Accepted",
    "cancelled": "Cancelled",
    "failed": "Failed",
    "technical-failure": "Technical failure",
    "permanent-failure": "Could not be delivered",
    "temporary-failure": "Could not be delivered at the moment",
    "pending-virus-check": "Checking for viruses",
    "virus-scan-failed": "Virus found",
    "validation-failed": "Content problem",
    "returned-letter": "Returned",
}
BY_CHANNEL = {
    ("email", "permanent-failure"): "Email address does not exist",
    ("email", "temporary-failure"): "Inbox not accepting messages right now",
    ("sms", "permanent-failure"): "Phone number does not exist",
    ("sms", "temporary-failure"): "Phone not accepting messages right now",
    ("letter", "created"): "Waiting to be printed",
    ("letter", "sending"): "Printing",
    ("letter", "delivered"): "Posted",
    ("letter", "permanent-failure"): "Permanent failure",
}


def status_in_words(status: str, channel: str) -> str:
    """In words for a message of this channel; a status nobody told us of as the API calls it."""
    return BY_CHANNEL.get((channel, status)) or BY_STATUS.get(status, status)


def statuses_named(text: str) -> list[str]:
    """The API's statuses behind `?status=sending,failed`, of groups or single ones; none where all are meant."""
    alone = {status: {status} for status in EVERY_STATUS}
    named = {status for name in text.split(",") for status in (alone | GROUPS).get(name, ())}
    return [] if named == EVERY_STATUS else sorted(named)
