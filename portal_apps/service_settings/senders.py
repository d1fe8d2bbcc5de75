"""Whom messages come from: reply-to addresses, text message senders and letter contacts, which are all much the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gateway import service_api_client

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sender:
    """One of them; `facts` is the API's JSON."""

    facts: Json
    field: str

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def value(self) -> str:
        return self.facts[self.field]

    @property
    def lines(self) -> list[str]:
        return self.value.splitlines()

    @property
    def is_default(self) -> bool:
        return self.facts["is_default"]

    @property
    def receives_texts(self) -> bool:
        """A number that people reply to: the API gives and takes it, so it is neither edited nor deleted here."""
        return self.facts.get("inbound_number_id") is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind is called, which field of the API says it, and the name of the page of its list.

    The other pages of the kind are called `<page>_add`, `<page>_edit` and `<page>_delete`.
    """

    name: str
    plural: str
    field: str
    page: str
    about: str
    get_all: Callable[[str], Sequence[Json]]
    get_one: Callable[[str, str], Json]
    delete: Callable[[str, str], object]
    form_field: str = ""  # what the form calls the field, when it is something else
    default_may_go: bool = False  # a service may be without a default of the kind
    before_mark: str = " "  # what stands between the sender and "(default)", as browser suites compare it

    @property
    def capitalised(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def api_fields(self) -> dict[str, str]:
        """What the API has to say about no field is about the only one there is."""
        form_field = self.form_field or self.field
        return {"": form_field, self.field: form_field}

    def all_of(self, service_id: str) -> list[Sender]:
        """The default first, as the API sends them."""
        return [Sender(facts, self.field) for facts in self.get_all(service_id)]

    def one_of(self, service_id: str, sender_id: str) -> Sender:
        """Raises NotFound for one of another service."""
        return Sender(self.get_one(service_id, sender_id), self.field)

    def may_delete(self, sender: Sender) -> bool:
        return not sender.receives_texts and (self.default_may_go or not sender.is_default)


REPLY_TO = Kind(
    "reply-to email address",
    "Reply-to email addresses",
    "email_address",
    "email_reply_to",
    "When people reply to your emails, their replies go to one of these addresses.",
    service_api_client.get_reply_to_email_addresses,
    service_api_client.get_reply_to_email_address,
    service_api_client.delete_reply_to_email_address,
)
SMS_SENDER = Kind(
    "text message sender ID",
    "Text message sender IDs",
    "sms_sender",
    "sms_sender",
    "People see this name or number as the sender of your text messages.",
    service_api_client.get_sms_senders,
    service_api_client.get_sms_sender,
    service_api_client.delete_sms_sender,
    before_mark=" \N{EN SPACE} ",
)
LETTER_CONTACT = Kind(
    "sender address",
    "Sender addresses",
    "contact_block",
    "letter_contacts",
    "This address stands in the top corner of your letters. Undelivered letters go back to it.",
    service_api_client.get_letter_contacts,
    service_api_client.get_letter_contact,
    service_api_client.delete_letter_contact,
    form_field="letter_contact_block",
    default_may_go=True,
)
