"""A file that somebody wants to keep as a list of contacts, and whether it can be one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from gateway.errors import NotFound
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.recipients import RecipientFile, Verdict
from portal_apps.services.models import Service
from portal_apps.uploads.models import recipients_in_words

ONE_COLUMN = (
    "A contact list has one column. Your file has {found}: take out all but “email address” or “phone number”"
)


@dataclass(frozen=True, slots=True)
class CheckedList:
    """The upload with its verdict by the rules of today."""

    file: RecipientFile
    verdict: Verdict

    @classmethod
    def of(cls, service: Service, upload_id: str) -> Self:
        """Raises NotFound for what is no upload of the service, or one that is being sent with a template."""
        file = RecipientFile(service.id, upload_id)
        verdict = file.verdict
        if verdict.template_id:
            raise NotFound(message="Upload not found")
        rules = rules_for(service)
        return cls(file, verdict if verdict.rules == rules.digest else file.check_again(rules))

    @property
    def problems(self) -> list[str]:
        """What is wrong with the file as a whole."""
        return list(self._problems())

    @property
    def can_be_saved(self) -> bool:
        return self.verdict.can_be_sent and not self.problems

    @property
    def in_words(self) -> str:
        return recipients_in_words(self.verdict.totals.rows, self.verdict.template_type)

    def _problems(self) -> Iterator[str]:
        found = len(self.verdict.columns)
        yield from (problem.text for problem in self.verdict.problems)
        if found > 1:
            yield ONE_COLUMN.format(found=found)
