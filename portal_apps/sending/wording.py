"""Words for files of recipients: what they become, and what is wrong in them."""

from portal_apps.core.formatting import count_of
from portal_apps.sending.recipients import Totals
from portal_apps.sending.recipients.messages import SENTENCES

THINGS = {"email": "email", "sms": "text message", "letter": "letter"}
# Of the sentences about one row those that hold its figures, without them.
IN_GENERAL = {
    "missing-recipient": "Missing recipient",
    "missing-value": "Missing value for the template",
    "spreadsheet-error": "The spreadsheet shows an error",
    "email-characters": "Email address with characters that it cannot include",
    "email-too-long": "Email address is too long",
    "address-too-short": "Address has too few lines",
    "address-too-long": "Address has too many lines",
    "address-sign": "Address with a line that starts with a sign",
    "message-too-long": "The message is too long",
    "email-body-too-long": "The email is too long",
}


def things(template_type: str, number: int) -> str:
    """1 email, 1,234 text messages"""
    return count_of(number, THINGS[template_type])


def faults_in_general(totals: Totals) -> list[tuple[str, int]]:
    """What is wrong in the rows and how often, the most frequent first."""
    by_number = sorted(totals.faults.items(), key=lambda fault: -fault[1])
    return [(IN_GENERAL.get(code) or SENTENCES[code], number) for code, number in by_number]
