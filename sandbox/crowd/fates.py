"""What became of messages: every status there is, as often as in life."""

import random

from sandbox.crowd.moments import DAY
from sandbox.world.messages import STILL_SENDING

# Of a thousand of each channel, once there was time.
ENDINGS = {
    "email": ("delivered",) * 930
    + ("permanent-failure",) * 40
    + ("temporary-failure",) * 24
    + ("technical-failure",) * 4
    + ("failed", "virus-scan-failed"),
    "sms": ("delivered",) * 905
    + ("temporary-failure",) * 50
    + ("permanent-failure",) * 38
    + ("technical-failure",) * 5
    + ("pending", "validation-failed"),
    "letter": ("delivered",) * 930
    + ("returned-letter",) * 30
    + ("cancelled",) * 25
    + ("technical-failure",) * 5
    + ("permanent-failure",) * 4
    + ("validation-failed",) * 3
    + ("virus-scan-failed",) * 3,
}
ON_THEIR_WAY = ("created", "sending", "sending", "delivered")
NEW_LETTERS = ("created",) * 19 + ("pending-virus-check",)
POSTED_AFTER, ARRIVES_AFTER = DAY, 3 * DAY
NEVER_LEFT = frozenset(
    {"created", "pending-virus-check", "virus-scan-failed", "validation-failed", "cancelled"}
)
UNFINISHED = frozenset({"created", "sending", "pending-virus-check"})


def status(channel: str, age: float, chance: random.Random, *, is_abroad: bool) -> str:
    """By its age in seconds."""
    if channel == "letter":
        if age < POSTED_AFTER:
            return chance.choice(NEW_LETTERS)
        return "sending" if age < ARRIVES_AFTER else chance.choice(ENDINGS[channel])
    if age < STILL_SENDING.total_seconds():
        return chance.choice(ON_THEIR_WAY)
    ending = chance.choice(ENDINGS[channel])
    # Many networks abroad never report a delivery.
    return "sent" if is_abroad and channel == "sms" and ending == "delivered" else ending
