"""Trial mode and live: the limits that come with it, and what a service is not ready for."""

from collections.abc import Sequence

from gateway import LIVE_LIMITS, TRIAL_LIMITS, current_caller, service_api_client
from portal_apps.bulk.operation import Change, Column, Fault, Operation, Row, Skip, State, Unchanged, Verdict
from portal_apps.bulk.values import identifier
from portal_apps.services import status
from portal_apps.services.going_live import Checklist
from portal_apps.services.models import Service

RESTRICTED, PERMISSIONS, GO_LIVE_AT = "restricted", "permissions", "go_live_at"
ASKS = "has_active_go_live_request"
READ = (*LIVE_LIMITS, RESTRICTED, GO_LIVE_AT, ASKS, "active")
LIMITS = {True: LIVE_LIMITS, False: TRIAL_LIMITS}
COLUMNS = (Column("service_id", identifier, required=True), Column("reason"))


class ServiceMode(Operation):
    """`only_ready` leaves services alone that could not ask to go live by themselves."""

    columns = COLUMNS

    def __init__(self, *, live: bool, only_ready: bool = False) -> None:
        self._live = live
        self._only_ready = only_ready

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        return _state_of(_service(row))

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """For the plan, which says more than what is written."""
        return [self._with_what_is_missing(_service(row)) for row in rows]

    def plan(self, row: Row, state: State) -> Verdict:
        del row
        if not state["active"]:
            return Fault("The service is archived")
        if state[RESTRICTED] != self._live:
            return Unchanged()
        missing = f"Not ready: {'; '.join(state['missing'])}" if state.get("missing") else ""
        if missing and self._only_ready:
            return Skip(missing)
        after = {name: value for name, value in self._wanted(state).items() if value != state[name]}
        return Change({name: state[name] for name in after}, after, note=missing)

    def apply(self, row: Row, change: Change) -> None:
        status.put(row["service_id"], live=self._live, sends_emails=PERMISSIONS not in change.after)

    def undo(self, row: Row, change: Change) -> None:
        """In one call. Limits that are not in the change were those of the mode that it is taken back from."""
        kept = {**LIMITS[self._live], **change.before}
        del kept[RESTRICTED]
        service_api_client.update_status(row["service_id"], live=not self._live, **kept)

    def audit(self, row: Row, change: Change) -> None:
        status.record(
            None,
            row["service_id"],
            original=status.status_of({ASKS: False, **change.before}),
            new=status.status_of({ASKS: False, **change.after}),
            user_id=current_caller().user_id,
        )

    def _with_what_is_missing(self, service: Service) -> State:
        state = _state_of(service)
        if not (self._live and service.active and service.trial_mode):
            return state
        missing = [task.text for task in Checklist.of(service).tasks if not task.is_done]
        return {**state, "missing": missing, "sends_emails": status.sends_emails(service)}

    def _wanted(self, state: State) -> State:
        """The moment at which a service goes live is not known before."""
        wanted = {**LIMITS[self._live], RESTRICTED: not self._live, ASKS: False}
        if not self._live:
            return {**wanted, GO_LIVE_AT: None}
        kept = [name for name in state[PERMISSIONS] if name != "email" or state["sends_emails"]]
        return {**wanted, PERMISSIONS: kept}


def _service(row: Row) -> Service:
    return Service.from_id(row["service_id"])


def _state_of(service: Service) -> dict[str, object]:
    state = {name: service.facts[name] for name in READ}
    return {**state, PERMISSIONS: sorted(service.facts[PERMISSIONS])}
