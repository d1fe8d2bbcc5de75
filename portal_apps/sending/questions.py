"""What has to be known before a message can be sent to one person: who it is, and a value for each placeholder."""

from dataclasses import dataclass, replace

from gateway import user_api_client
from portal_apps.message_templates.content.placeholders import normalised, placeholders_in
from portal_apps.message_templates.models import Template
from portal_apps.sending.recipients import Rules
from portal_apps.sending.recipients.addresses import BadAddress, read_address
from portal_apps.sending.recipients.columns import (
    ADDRESS_NAMES,
    LETTER,
    POSTCODE,
    RECIPIENT_NAMES,
    Columns,
)
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.people import Person, reader_of
from portal_apps.sending.recipients.rules import INTERNATIONAL_LETTERS
from portal_apps.services.models import Service

# Where a sentence about a row of a file is not one about a field of a form.
SENTENCES = {
    "phone-signs": "Phone number can only include numbers, spaces, brackets, dashes and a plus sign at the start",
    "phone-not-uk-mobile": "Enter a UK mobile number, or a number of another country with a plus sign in front",
    "phone-shortened": "Enter the whole number, without a point or the letter E",
    "phone-unknown-country": "Country code not found. Check the numbers after the plus sign",
    "not-allowed": "Your service is in trial mode, so you can only send to members of your team",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One placeholder. `shown_if_yes` are the texts that the message has only where the answer is yes."""

    name: str
    shown_if_yes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return normalised(self.name)


def rules_for_one(service: Service, template: Template) -> Rules:
    """The rules of one message, whoever it goes to."""
    return replace(Rules.of(service.facts, template.facts), allowed=None)


def rules_of_trial_mode(service: Service, template: Template) -> Rules:
    """As above; but a message of a service in trial mode goes to its team alone, which is one call of the API."""
    if not service.trial_mode:
        return rules_for_one(service, template)
    people: list[str] = []
    for person in user_api_client.get_users_for_service(service.id):
        people += filter(None, (person["email_address"], person["mobile_number"]))
    return Rules.of(service.facts, template.facts, people)


def questions_of(rules: Rules) -> list[Question]:
    """A question for each placeholder but the recipient's own, in the order of the template."""
    texts: dict[str, list[str]] = {}
    for placeholder in placeholders_in(rules.subject, rules.content):
        if placeholder.conditional_text:
            texts.setdefault(placeholder.key, []).append(placeholder.conditional_text)
    own = keys_of_recipient(rules.template_type)
    questions = [Question(name, tuple(texts.get(normalised(name), ()))) for name in rules.placeholders]
    return [question for question in questions if question.key not in own]


def keys_of_recipient(template_type: str | None) -> frozenset[str]:
    """The placeholders that the recipient fills."""
    is_letter = template_type == LETTER
    names = [*ADDRESS_NAMES, POSTCODE] if is_letter else [RECIPIENT_NAMES[str(template_type)]]
    return frozenset(map(normalised, names))


def read_recipient(rules: Rules, typed: str) -> Person | str:
    """Who was typed, or what is wrong with it, in words. Of a letter the address in lines."""
    if rules.template_type == LETTER:
        return _read_address(typed, may_be_abroad=INTERNATIONAL_LETTERS in rules.permissions)
    heading = RECIPIENT_NAMES[str(rules.template_type)]
    found = reader_of(Columns([heading], rules), rules)([typed])
    return _sentence(found) if isinstance(found, Fault) else found


def _read_address(typed: str, *, may_be_abroad: bool) -> Person | str:
    address = read_address(typed.splitlines(), may_be_abroad=may_be_abroad)
    if isinstance(address, BadAddress):
        return _sentence(Fault(address.code, None, address.facts))
    return Person("\n".join(address.lines), address.international)


def _sentence(fault: Fault) -> str:
    return SENTENCES.get(fault.code) or fault.text
