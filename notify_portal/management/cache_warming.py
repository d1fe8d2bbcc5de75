"""Answers that are kept before anybody asks for them."""

from django.core.management.base import CommandError

from gateway import organisations_client, service_api_client
from gateway.cache.comparison import ArgumentUnknownError, Readers
from gateway.cache.families import Filled, Key
from gateway.cache.inspection import Inspector
from gateway.cache.states import Verdict
from gateway.errors import HTTPError
from notify_portal.management.commands.show_cache_policy import policy_rows
from portal_apps.bulk.calls import Calls, explained

# Whose ids the API lists.
LISTED = {
    "service_id": lambda: [service["id"] for service in service_api_client.get_active_services()["data"]],
    "org_id": lambda: [organisation["id"] for organisation in organisations_client.get_organisations()],
}


class Warming:
    """`missing` is what has no answer that counts."""

    def __init__(self, inspector: Inspector, calls: Calls) -> None:
        self._inspector = inspector
        self._calls = calls
        self._readers = Readers(policy_rows())
        self.missing: list[tuple[Key, Filled]] = []
        self.fresh = 0
        self.failed: list[str] = []

    def look_at(self, kind: Key, ids: list[str]) -> None:
        """Raises CommandError for a kind whose keys nobody can list."""
        filled = [kind.fill(**fields) for fields in self._fields(kind, ids)]
        for one, inspected in zip(filled, self._inspector.inspect_all(map(text_of, filled)), strict=True):
            if inspected.verdict is Verdict.HIT:
                self.fresh += 1
            else:
                self.missing.append((kind, one))

    def fill(self, item: tuple[Key, Filled]) -> None:
        kind, filled = item
        try:
            self._calls.until_answered(lambda: self._readers.ask(kind, filled))
        except (HTTPError, ArgumentUnknownError) as error:
            self.failed.append(f"{text_of(filled)}: {explained(error)[0]}")

    def _fields(self, kind: Key, ids: list[str]) -> list[dict[str, str]]:
        if not kind.fields:
            return [{}]
        (name, *more) = kind.fields
        if more or not (ids or name in LISTED):
            raise CommandError(f"{kind.text}: what is to be filled cannot be listed; " + _advice(more))
        return [{name: id_} for id_ in ids or self._calls.until_answered(LISTED[name])]


def _advice(more: list[str]) -> str:
    return "it is filled when somebody asks." if more else "give --id."


def text_of(filled: Filled) -> str:
    return filled.family.text.format_map(filled.fields)
