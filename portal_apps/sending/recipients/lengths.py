"""How long the message of a row is: what a text message is charged as, and what no message may be."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from portal_apps.message_templates.content.email import MAX_BYTES, PreparedEmail
from portal_apps.message_templates.content.placeholders import placeholders_in
from portal_apps.message_templates.content.sms import MAX_CHARACTERS, PreparedSMS, fragments, with_prefix
from portal_apps.sending.recipients.columns import EMAIL, SMS
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.rules import Rules

LONGEST_CHARACTER = 4  # bytes, in UTF-8
Values = Mapping[str, object]


class Length(NamedTuple):
    """`fragments` is 0 for what is no text message."""

    fragments: int = 0
    fault: Fault | None = None


Measure = Callable[[Values], Length]
NOTHING = Length()


def measure_of(template_type: str, rules: Rules) -> Measure:
    """What measures the message with these values. A list of contacts has no message yet."""
    if rules.template_type is None:
        return lambda _: NOTHING
    if template_type == SMS:
        return _measure_of_texts(rules)
    return _measure_of_emails(rules) if template_type == EMAIL else lambda _: NOTHING


def _measure_of_texts(rules: Rules) -> Measure:
    message = PreparedSMS(rules.content)
    prefix = rules.service_prefix

    def measure(values: Values) -> Length:
        text = message.text(values)
        count = fragments(with_prefix(text, prefix))
        if len(text) > MAX_CHARACTERS:
            facts = {"found": len(text), "fragments": count, "limit": MAX_CHARACTERS}
            return Length(count, Fault("message-too-long", None, facts))
        return Length(count, None if text else Fault("message-empty"))

    return measure


def _measure_of_emails(rules: Rules) -> Measure:
    message = PreparedEmail(rules.subject, rules.content)
    own, places = len(rules.content), len(placeholders_in(rules.content))

    def measure(values: Values) -> Length:
        # Almost no e-mail comes near the limit, so few have to be written to know it.
        longest = max((len(str(value)) for value in values.values()), default=0)
        if (own + places * longest) * LONGEST_CHARACTER <= MAX_BYTES:
            return NOTHING
        found = len(message.typed_text(values).encode())
        facts = {"found": found, "limit": MAX_BYTES}
        return Length(0, Fault("email-body-too-long", None, facts) if found > MAX_BYTES else None)

    return measure
