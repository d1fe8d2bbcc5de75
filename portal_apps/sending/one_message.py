"""A template filled for one person: what the check page shows, and what the API is given."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from portal_apps.core.permissions import PortalRequest
from portal_apps.message_templates.content.placeholders import normalised
from portal_apps.message_templates.content.preview import Preview
from portal_apps.message_templates.content.values import by_key
from portal_apps.message_templates.models import Template, preview_for
from portal_apps.sending.draft import Draft
from portal_apps.sending.questions import (
    Question,
    keys_of_recipient,
    questions_of,
    read_recipient,
    rules_for_one,
)
from portal_apps.sending.recipients import Rules
from portal_apps.sending.recipients.columns import LETTER, POSTCODE
from portal_apps.sending.recipients.people import Person
from portal_apps.sending.senders import chosen_sender
from portal_apps.services.models import Service


@dataclass(frozen=True, slots=True)
class OneMessage:
    service: Service
    user_id: str
    template: Template
    draft: Draft
    rules: Rules
    questions: list[Question]
    sender_id: str | None

    @classmethod
    def of(cls, request: PortalRequest, template: Template, draft: Draft) -> Self:
        visit = request.visit
        rules = rules_for_one(visit.service, template)
        sender_id = chosen_sender(request, template.id)
        return cls(visit.service, visit.user.id, template, draft, rules, questions_of(rules), sender_id)

    @property
    def open_step(self) -> int | None:
        """The number of the first question without an answer, 0 being the recipient; None when all is answered."""
        answers = [self.draft.recipient, *(self.draft.values.get(one.key) for one in self.questions)]
        return next((number for number, answer in enumerate(answers) if not answer), None)

    @property
    def is_international(self) -> bool:
        """Whether it leaves the country; False also where the service may not write to the recipient."""
        found = read_recipient(self.rules, self.draft.recipient)
        return isinstance(found, Person) and found.international

    @property
    def recipient(self) -> str | None:
        """As it was typed; a letter has its address among its values."""
        return None if self.rules.template_type == LETTER else self.draft.recipient

    @property
    def personalisation(self) -> dict[str, str]:
        """By the names of the template, so far as it is known."""
        values = self.draft.values
        given = {one.name: values[one.key] for one in self.questions if one.key in values}
        return given | self._filled_by_recipient()

    def answer(self, step: int, text: str) -> None:
        """Keep what was typed: first the recipient, then the values in the order of the questions."""
        if step == 0:
            self.draft.keep(recipient=text)
        else:
            self.draft.answer(self.questions[step - 1].key, text)

    def preview(self) -> Preview:
        return preview_for(self.service, self.template, self.personalisation)

    @property
    def fingerprint(self) -> str:
        """The same for the same message: what was shown is sent, or nothing."""
        facts = [self.draft.id, self.template.version, self.recipient, self.personalisation, self.sender_id]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]

    def is_in(self, row: Mapping[str, Any]) -> bool:
        """Whether a message that the API has says the same; it may say more, as the link to a file."""
        return by_key(self.personalisation).items() <= by_key(row["personalisation"]).items()

    def _filled_by_recipient(self) -> dict[str, str]:
        recipient, own = self.draft.recipient, keys_of_recipient(self.rules.template_type)
        names = [name for name in self.rules.placeholders if normalised(name) in own]
        if self.rules.template_type != LETTER:
            return dict.fromkeys(names, recipient) if recipient else {}
        lines = recipient.splitlines()
        # The API takes what is in a placeholder of this name for one more line.
        last = {name: lines.pop() for name in names if lines and normalised(name) == POSTCODE}
        return {f"address_line_{number}": line for number, line in enumerate(lines, start=1)} | last
