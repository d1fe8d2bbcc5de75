# ruff: noqa: RUF001 - the sentences are the API's, with its apostrophes and dashes
"""Every call that the public API refuses: what the official client does, and status, name and sentence of the refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from notifications_python_client.notifications import NotificationsAPIClient

from tests.sandbox.senders import Sending

UNKNOWN = "00000000-0000-0000-0000-000000000000"
NUMBER, STRANGER, ADDRESS = "07700900777", "07700900778", "ada@example.com"
ADA = {"name": "Ada"}
POSTAL = {**ADA, "address_line_1": "Ada", "address_line_2": "1 Road", "address_line_3": "N1 1AA"}
EIGHT_LINES = {**ADA, **{f"address_line_{line}": "Road" for line in range(1, 8)}, "postcode": "N1 1AA"}
STATUSES = (
    "cancelled, created, sending, sent, delivered, pending, failed, technical-failure, temporary-failure, "
    "permanent-failure, pending-virus-check, validation-failed, virus-scan-failed, returned-letter, accepted, received"
)
TRIAL_MODE = (
    "Can’t send to this recipient when service is in trial mode "
    "– see https://www.notifications.service.gov.uk/trial-mode"
)
TEAM_KEY = "Can’t send to this recipient using a team-only API key"
NOT_OURS = (
    "{name} 00000000-0000-0000-0000-000000000000 does not exist in database for service id {service_id}"
)
TOO_LONG_TEXT = "Text messages cannot be longer than 918 characters. Your message is 919 characters long."
TOO_LONG_EMAIL = "Emails cannot be longer than 2000000 bytes. Your message is 2000006 bytes."


@dataclass
class World:
    """A live service and one in trial mode, their programs and templates."""

    service: Sending
    live: NotificationsAPIClient
    team: NotificationsAPIClient
    trial: NotificationsAPIClient
    secret: str
    sms: str
    email: str
    letter: str
    archived: str
    trial_sms: str
    trial_email: str
    text_id: str

    def text(self, to: str = NUMBER, template: Any = None, values: Any = ADA, **more: Any) -> Any:
        return self.live.send_sms_notification(to, template or self.sms, values, **more)

    def mail(self, to: str = ADDRESS, template: Any = None, values: Any = ADA, **more: Any) -> Any:
        return self.live.send_email_notification(to, template or self.email, values, **more)

    def post(self, channel: str, body: Any) -> Any:
        """A body that the client's own methods would not make."""
        return self.live.post(f"/v2/notifications/{channel}", body)


Call = Callable[[World], Any]
Refusal = tuple[Call, int, str, str]


def invalid(call: Call, text: str) -> Refusal:
    return call, 400, "ValidationError", text


def bad(call: Call, text: str, status: int = 400) -> Refusal:
    return call, status, "BadRequestError", text


def nothing(call: Call) -> Refusal:
    return call, 404, "NoResultFound", "No result found"


TEXTS = [
    invalid(lambda w: w.text(""), "phone_number Not enough digits"),
    invalid(lambda w: w.text("077009"), "phone_number Not enough digits"),
    invalid(lambda w: w.text("07700 900 777 888"), "phone_number Too many digits"),
    invalid(lambda w: w.text("0770090077x"), "phone_number Must not contain letters or symbols"),
    invalid(lambda w: w.text("0800 100 1234"), "phone_number Not a UK mobile number"),
    (lambda w: w.text("020 7946 0000"), 400, "InvalidPhoneError", "Not a UK mobile number"),
    invalid(lambda w: w.post("sms", {}), "phone_number is a required property"),
    invalid(lambda w: w.post("sms", {"phone_number": NUMBER}), "template_id is a required property"),
    invalid(
        lambda w: w.post("sms", {"phone_number": 7, "template_id": w.sms}),
        "phone_number 7 is not of type string",
    ),
    invalid(
        lambda w: w.post("sms", {"phone_number": NUMBER, "template_id": w.sms, "email_reply_to_id": UNKNOWN}),
        "Additional properties are not allowed (email_reply_to_id was unexpected)",
    ),
    invalid(lambda w: w.text(template="7"), "template_id is not a valid UUID"),
    invalid(lambda w: w.text(template=7), "template_id is not a valid UUID"),
    invalid(lambda w: w.text(values=["Ada"]), "personalisation should contain key value pairs"),
    invalid(lambda w: w.text(reference="r" * 1001), f"reference {'r' * 1001} is too long"),
    bad(lambda w: w.text(template=UNKNOWN), "Template not found"),
    bad(lambda w: w.text(template=w.trial_sms), "Template not found"),
    bad(lambda w: w.text(template=w.archived), "Template has been deleted"),
    bad(lambda w: w.text(template=w.email), "email template is not suitable for sms notification"),
    bad(lambda w: w.text(values=None), "Missing personalisation: name"),
    bad(lambda w: w.text(values={"name": None}), "Missing personalisation: name"),
    bad(lambda w: w.text(values={"name": "x" * 913}), f"Your message is too long. {TOO_LONG_TEXT}"),
    bad(lambda w: w.text(sms_sender_id=UNKNOWN), NOT_OURS.replace("{name}", "sms_sender_id")),
    bad(lambda w: w.team.send_sms_notification(STRANGER, w.sms, ADA), TEAM_KEY),
    bad(lambda w: w.trial.send_sms_notification(STRANGER, w.trial_sms, ADA), TRIAL_MODE),
]
EMAILS = [
    invalid(lambda w: w.post("email", None), "email_address is a required property"),
    invalid(lambda w: w.mail("ada at home"), "email_address Not a valid email address"),
    invalid(
        lambda w: w.mail(one_click_unsubscribe_url="http://example.com"),
        "one_click_unsubscribe_url is not a valid https url",
    ),
    bad(lambda w: w.mail(template=w.sms), "sms template is not suitable for email notification"),
    bad(lambda w: w.mail(values=None), "Missing personalisation: name"),
    bad(lambda w: w.mail(values={"name": "x" * 2_000_000}), f"Your message is too long. {TOO_LONG_EMAIL}"),
    bad(lambda w: w.mail(email_reply_to_id=UNKNOWN), NOT_OURS.replace("{name}", "email_reply_to_id")),
    bad(lambda w: w.trial.send_email_notification(ADDRESS, w.trial_email, ADA), TRIAL_MODE),
]
LETTERS = [
    invalid(lambda w: w.post("letter", {"template_id": w.letter}), "personalisation is a required property"),
    invalid(lambda w: w.live.send_letter_notification(w.letter, ADA), "Address must be at least 3 lines"),
    invalid(
        lambda w: w.live.send_letter_notification(w.letter, EIGHT_LINES),
        "Address must be no more than 7 lines",
    ),
    invalid(
        lambda w: w.live.send_letter_notification(w.letter, POSTAL | {"address_line_3": "Nowhere"}),
        "Last line of address must be a real UK postcode or another country",
    ),
    invalid(
        lambda w: w.live.send_letter_notification(w.letter, POSTAL | {"address_line_1": "[Ada"}),
        "Address lines must not start with any of the following characters: @ ( ) = [ ] ” \\ / , < >",
    ),
    invalid(
        lambda w: w.live.send_letter_notification(w.letter, POSTAL | {"address_line_2": "No fixed abode"}),
        "Must be a real address",
    ),
    invalid(
        lambda w: w.live.send_letter_notification(w.letter, POSTAL | {"address_line_2": "..."}),
        "The first 2 lines of the address must include alphanumeric characters",
    ),
    bad(lambda w: w.live.send_letter_notification(UNKNOWN, POSTAL), "Template not found"),
    bad(
        lambda w: w.team.send_letter_notification(w.letter, POSTAL),
        "Cannot send letters with a team api key",
        status=403,
    ),
    bad(
        lambda w: w.trial.send_letter_notification(UNKNOWN, POSTAL),
        "Cannot send letters when service is in trial mode",
        status=403,
    ),
]
READING = [
    invalid(lambda w: w.live.get_notification_by_id("7"), "notification_id is not a valid UUID"),
    nothing(lambda w: w.live.get_notification_by_id(UNKNOWN)),
    nothing(lambda w: w.trial.get_notification_by_id(w.text_id)),
    invalid(lambda w: w.live.get_all_notifications(status="lost"), f"status lost is not one of [{STATUSES}]"),
    invalid(
        lambda w: w.live.get_all_notifications(template_type="fax"),
        "template_type fax is not one of [sms, email, letter]",
    ),
    invalid(lambda w: w.live.get_all_notifications(older_than="7"), "older_than is not a valid UUID"),
    invalid(lambda w: w.live.get_received_texts(older_than="7"), "older_than is not a valid UUID"),
    invalid(lambda w: w.live.get_template("7"), "id is not a valid UUID"),
    nothing(lambda w: w.live.get_template(UNKNOWN)),
    nothing(lambda w: w.live.get_template(w.trial_sms)),
    nothing(lambda w: w.live.get_template_version(w.sms, 2)),
    invalid(lambda w: w.live.get_all_templates("fax"), "type fax is not one of [sms, email, letter]"),
    bad(lambda w: w.live.post_template_preview(w.email, {}), "Missing personalisation: name"),
    nothing(lambda w: w.live.post_template_preview(UNKNOWN, ADA)),
    invalid(
        lambda w: w.live.post_template_preview(w.email, "Ada"),
        "personalisation should contain key value pairs",
    ),
]
REFUSALS = [*TEXTS, *EMAILS, *LETTERS, *READING]
