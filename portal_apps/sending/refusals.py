"""Why a message cannot be sent: what can be known before the API is asked, and what the API says."""

from gateway.errors import HTTPError, TooManyRequests, field_messages
from portal_apps.core.formatting import count_of
from portal_apps.message_templates.content import email, sms
from portal_apps.message_templates.content.preview import EmailPreview, Preview, SMSPreview
from portal_apps.sending.costs import MAX_PAGES
from portal_apps.sending.one_message import OneMessage
from portal_apps.sending.questions import read_recipient

NO_LETTERS = "Your service is in trial mode, so it cannot send letters"
TEAM_ONLY = "Your service is in trial mode, so you can only send to members of your team"


def hindrances(message: OneMessage, preview: Preview, pages: int | None) -> list[str]:
    """What the API would refuse for certain; nobody has to press a button to learn it."""
    service, template_type = message.service, message.template.template_type
    found = []
    if service.trial_mode and template_type == "letter":
        found.append(NO_LETTERS)
    recipient = read_recipient(message.rules, message.draft.recipient)
    if isinstance(recipient, str):
        found.append(recipient)
    return [*found, *filter(None, [_fault_of_length(preview, pages)])]


def explained(refusal: HTTPError) -> str:
    """What the API said, in words for whoever wants to send."""
    said = "; ".join(text for texts in field_messages(refusal).values() for text in texts)
    if isinstance(refusal, TooManyRequests):
        if "rate limit" in said:
            return "Your service is sending too many messages at once. Wait a minute, then try again"
        return "Your service has reached its limit for today. Below is when it starts again"
    if "trial mode" in said:
        return NO_LETTERS if "letters" in said else TEAM_ONLY
    return f"The Notify API refused the message: {said}"


def _fault_of_length(preview: Preview, pages: int | None) -> str:
    if isinstance(preview, SMSPreview):
        return _fault_of_text(preview.text)
    if isinstance(preview, EmailPreview) and preview.is_too_long:
        size = len(preview.text.encode())
        return f"This email has {size:,} bytes. An email can have {email.MAX_BYTES:,} at most"
    if pages and pages > MAX_PAGES:
        return f"This letter has {pages} pages. A letter can have {MAX_PAGES} at most"
    return ""


def _fault_of_text(text: str) -> str:
    if not text:
        return "This message is empty"
    if len(text) > sms.MAX_CHARACTERS:
        length = count_of(len(text), "character")
        return f"This message has {length}. A text message can have {sms.MAX_CHARACTERS} at most"
    return ""
