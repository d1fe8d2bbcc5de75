"""API keys that nobody seems to need: unused ones, and live keys of services in trial mode. A row is one service."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gateway import (
    EventType,
    api_key_api_client,
    current_caller,
    notification_api_client,
    service_api_client,
)
from gateway.errors import NotFound
from gateway.times import parse_time
from portal_apps.api_integration.models import LIVE, APIKey, APIKeys
from portal_apps.bulk.operation import Change, Operation, Row, Skip, State, Unchanged, Values, Verdict
from portal_apps.core import audit
from portal_apps.core.formatting import count_of, thousands
from portal_apps.service_settings.retention import days_by_channel
from portal_apps.services.models import Service

TRIAL = "live key of a service in trial mode"
REVOKED = "revoked"
UNCLEAR = "unclear"
PAGE_SIZE, MOST_PAGES = 250, 40


class UnneededKeys(Operation):
    """Each key is a field, by its id: what speaks against it, and afterwards that it is revoked.

    The API does not say when a key was used last, so the messages that it keeps are looked through.
    """

    undoable = False

    def __init__(self, days: int) -> None:
        self._days = days

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        service_id = row["service_id"]
        service, keys = Service.from_id(service_id), APIKeys.of_service(service_id)
        old = [key for key in keys.active if self._is_old(key)]
        unused, unclear = _unused(service_id, old, self._days) if old else (set(), "")
        why = {key.id: self._why(key, service, unused) for key in keys.active}
        found = {key.id: _facts(key, why[key.id]) for key in keys.active if why[key.id]}
        return {**found, **{key.id: REVOKED for key in keys.revoked}, UNCLEAR: unclear}

    def plan(self, row: Row, state: State) -> Verdict:
        del row
        found = {id_: facts for id_, facts in state.items() if isinstance(facts, dict)}
        if found:
            return Change(found, dict.fromkeys(found, REVOKED))
        return Skip(state[UNCLEAR]) if state[UNCLEAR] else Unchanged()

    def apply(self, row: Row, change: Change) -> None:
        """A key that is revoked already gets no second date of its end."""
        revoked = {key.id for key in APIKeys.of_service(row["service_id"]).revoked}
        for key_id in change.after.keys() - revoked:
            api_key_api_client.revoke_api_key(row["service_id"], key_id)

    def audit(self, row: Row, change: Change) -> None:
        for facts in change.before.values():
            audit.record(
                None,
                EventType.REVOKE_API_KEY,
                service_id=row["service_id"],
                api_key_name=facts["name"],
                api_key_type=facts["type"],
                updated_by_id=current_caller().user_id,
            )

    def _is_old(self, key: APIKey) -> bool:
        made = parse_time(key.facts["created_at"])
        return made < datetime.now(tz=UTC) - timedelta(days=self._days)

    def _why(self, key: APIKey, service: Service, unused: set[str]) -> list[str]:
        found = [TRIAL] if service.trial_mode and key.key_type == LIVE else []
        return [*found, f"unused for {count_of(self._days, 'day')}"] if key.id in unused else found


def _facts(key: APIKey, reasons: list[str]) -> Values:
    """Nothing that changes while a key is as it was: a plan is compared with it."""
    return {"name": key.name, "type": key.key_type, "created_at": key.created_at, "why": reasons}


def _unused(service_id: str, keys: list[APIKey], days: int) -> tuple[set[str], str]:
    """The ids of those that made no message in so many days; or none, and why that cannot be seen."""
    unseen = {key.id for key in keys}
    for number in range(1, MOST_PAGES + 1):
        page = _messages(service_id, days, number)
        unseen -= {message["api_key"] for message in page}
        if not unseen:
            return unseen, ""
        if len(page) < PAGE_SIZE:
            kept = _days_kept(service_id)
            return (
                (unseen, "")
                if kept >= days
                else (set(), _cannot_be_seen(unseen, f"{kept} days that are kept"))
            )
    return set(), _cannot_be_seen(unseen, f"newest {thousands(MOST_PAGES * PAGE_SIZE)} messages")


def _messages(service_id: str, days: int, page: int) -> list[dict[str, Any]]:
    """Those that keys have made, newest first. The last page may be full, and then there is none behind it."""
    try:
        answer = notification_api_client.get_notifications_for_service(
            service_id,
            page=page,
            page_size=PAGE_SIZE,
            count_pages=False,
            limit_days=days,
            include_jobs=False,
            include_one_off=False,
            include_from_test_key=True,
        )
    except NotFound:
        if page == 1:
            raise
        return []
    messages: list[dict[str, Any]] = answer["notifications"]
    return messages


def _days_kept(service_id: str) -> int:
    return min(days_by_channel(service_api_client.get_service_data_retention(service_id)).values())


def _cannot_be_seen(unseen: set[str], where: str) -> str:
    return f"{count_of(len(unseen), 'key')} not used in the {where}: of before, nobody can tell"
