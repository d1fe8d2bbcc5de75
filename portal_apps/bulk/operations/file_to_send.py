"""A file of recipients as the rows of a run: its parts, once everything about it is found to be right."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import orjson

from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Row
from portal_apps.bulk.operations.part_files import KeptPart, PartFiles
from portal_apps.bulk.operations.send_parts import Ground, Sending
from portal_apps.bulk.source import BadRow
from portal_apps.sending.recipients import Finding
from portal_apps.sending.recipients.limits import MAX_FILE_BYTES
from portal_apps.sending.sendings import Sendings

COUNTED = frozenset({"ignored-cells", "blank-rows", "repeated-recipients", "identical-rows"})


@dataclass(frozen=True, slots=True)
class FileToSend:
    """`rows` is asked for by a run that begins; one that goes on has them already."""

    name: str
    identity: str
    sending: Sending
    ground: Ground
    files: PartFiles

    def rows(self) -> Iterator[Row | BadRow]:
        """Every bad row, or every part. Raises BadInput for what is wrong with the file as a whole."""
        bad = None
        for bad in self.files.bad_rows():
            yield bad
        self._refuse(self._problems())
        if bad is None:
            self._refuse(self._hindrances())
            yield from self._parts()

    def notices(self) -> list[str]:
        """What whoever sends should know, each sentence once; what is counted in rows, of all parts together."""
        found = [notice for part in self.files for notice in part.verdict.notices]
        counts = Counter[str]()
        for notice in found:
            counts[notice.code] += notice.facts["found"] if notice.code in COUNTED else 0
        texts = (
            Finding(notice.code, {"found": counts[notice.code]}).text
            if notice.code in COUNTED
            else notice.text
            for notice in found
        )
        return list(dict.fromkeys(texts))

    def _refuse(self, reasons: Iterator[str]) -> None:
        if texts := dict.fromkeys(reasons):
            raise BadInput("\n".join([*texts, "Nothing was written."]))

    def _problems(self) -> Iterator[str]:
        for part in self.files:
            yield from (problem.text for problem in part.verdict.problems)
            if part.size > MAX_FILE_BYTES:
                yield (
                    f"Part {part.number} has more than {MAX_FILE_BYTES // 1024**2} MB: --split it into smaller ones"
                )

    def _hindrances(self) -> Iterator[str]:
        for part in self.files:
            if reason := self.sending.earlier(part.verdict.content_digest):
                yield f"Part {part.number}: {reason}" if len(self.files) > 1 else reason
        totals = [part.verdict.totals for part in self.files]
        wanted, abroad = sum(one.recipients for one in totals), sum(one.international for one in totals)
        if reason := self.ground.lack_of_room(self.sending, wanted, abroad):
            yield reason

    def _parts(self) -> Iterator[Row]:
        sending_id = self._id()
        remaining = sum(part.verdict.totals.recipients for part in self.files)
        abroad = sum(part.verdict.totals.international for part in self.files)
        for part in self.files:
            totals = part.verdict.totals
            values: dict[str, Any] = {
                "part": part.number,
                "of": len(self.files),
                "rows": list(part.rows),
                "recipients": totals.recipients,
                "fragments": totals.fragments,
                "remaining": remaining,
                "remaining_abroad": abroad,
                "content": part.verdict.content_digest,
                "rules": part.verdict.rules,
                "sending": sending_id,
            }
            remaining, abroad = remaining - totals.recipients, abroad - totals.international
            yield Row(part.number, values)

    def _id(self) -> str:
        """The same for the same sending, on every machine; another one once it has been sent."""
        facts = [
            self.ground.template.version,
            self.sending.sender_id,
            self.sending.scheduled_for,
            [self._with_latest(part) for part in self.files],
        ]
        return str(uuid5(UUID(self.sending.template_id), orjson.dumps(facts).decode()))

    def _with_latest(self, part: KeptPart) -> list[str]:
        content = part.verdict.content_digest
        sendings = Sendings.of_content(self.sending.service_id, self.sending.template_id, content)
        return [content, *sendings.upload_ids[-1:]]
