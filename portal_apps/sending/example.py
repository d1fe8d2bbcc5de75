"""An example of a file for a template: its headings, and one recipient that nobody is."""

from collections.abc import Sequence

from portal_apps.message_templates.content.placeholders import normalised
from portal_apps.message_templates.models import Template
from portal_apps.sending.recipients import Rules
from portal_apps.sending.recipients.columns import ADDRESS_NAMES, EMAIL, LETTER, RECIPIENT_NAMES

ADDRESS = ("A. Name", "12 Example Street", "Exampletown", "SW1A 1AA")
RECIPIENT = {"email": "name@example.com", "sms": "07700 900321"}
VALUE = "example"


def example_rows(template: Template, rules: Rules) -> list[Sequence[str]]:
    """The headings, and a row below them. A placeholder that is called like the recipient has no column of its own."""
    if template.template_type == LETTER:
        names = list(ADDRESS_NAMES)
        recipient = [*ADDRESS, *[""] * (len(names) - len(ADDRESS))]
    else:
        names, recipient = [RECIPIENT_NAMES[template.template_type]], [RECIPIENT[template.template_type]]
    taken = {normalised(name) for name in names}
    values = [name for name in rules.placeholders if normalised(name) not in taken]
    return [[*names, *values], [*recipient, *[VALUE] * len(values)]]


def what_is_listed(template: Template) -> str:
    """email addresses, phone numbers, addresses"""
    names = {EMAIL: "email addresses", LETTER: "addresses"}
    return names.get(template.template_type, "phone numbers")
