"""E-mail addresses and phone numbers: what the API calls invalid, and how it stores them for searching."""

import re

EMAIL_ADDRESS = re.compile(
    r"[^\s@\"'<>,;:()\[\]\\]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE
)
SHORTEST_NUMBER = 8
LONGEST_NUMBER = 15
UK_MOBILE_DIGITS = 12


def email_address_complaint(text: str) -> str | None:
    fine = (
        EMAIL_ADDRESS.fullmatch(text) and ".." not in text and not text.startswith(".") and ".@" not in text
    )
    return None if fine else "Not a valid email address"


def phone_number_complaint(text: str) -> str | None:
    digits = normalised_phone_number(text)
    if not digits.isdecimal():
        return "Invalid phone number: Must not contain letters or symbols"
    if len(digits) < SHORTEST_NUMBER or (_is_uk(digits) and len(digits) < UK_MOBILE_DIGITS):
        return "Invalid phone number: Not enough digits"
    if len(digits) > LONGEST_NUMBER or (_is_uk(digits) and len(digits) > UK_MOBILE_DIGITS):
        return "Invalid phone number: Too many digits"
    return None


def normalised_phone_number(text: str) -> str:
    """07700 900123 and +44 7700 900123 are both 447700900123."""
    digits = re.sub(r"[\s()\-.]", "", text)
    if digits.startswith(("+", "00")):
        return digits.lstrip("+0")
    return "44" + digits.lstrip("0") if digits.startswith("0") else digits


def normalised(recipient: str, notification_type: str) -> str:
    if notification_type == "sms":
        return normalised_phone_number(recipient)
    return re.sub(r"\s", "", recipient).lower()


def _is_uk(digits: str) -> bool:
    return digits.startswith("44")
