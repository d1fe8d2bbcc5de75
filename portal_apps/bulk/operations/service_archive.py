"""The end of services, for good."""

from collections.abc import Sequence

from gateway import EventType, current_caller, service_api_client, user_api_client
from portal_apps.bulk.operation import Change, Operation, Row, State, Unchanged, Verdict
from portal_apps.bulk.operations.service_mode import COLUMNS
from portal_apps.core import audit
from portal_apps.services.models import Service


class ServiceArchive(Operation):
    """The plan says how many people lose the service."""

    columns = COLUMNS
    undoable = False

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        service = Service.from_id(row["service_id"])
        return {"active": service.active, "is_live": not service.trial_mode}

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """For the plan. An archived service has no members any more that would lose it."""
        return [self._with_members(row) for row in rows]

    def plan(self, row: Row, state: State) -> Verdict:
        del row
        if not state["active"]:
            return Unchanged()
        note = f"Members: {state['members']:,}{'. It is live' if state['is_live'] else ''}"
        return Change({"active": True}, {"active": False}, note=note)

    def apply(self, row: Row, change: Change) -> None:
        del change
        service_api_client.archive_service(row["service_id"])

    def audit(self, row: Row, change: Change) -> None:
        del change
        audit.record(
            None,
            EventType.ARCHIVE_SERVICE,
            service_id=row["service_id"],
            archived_by_id=current_caller().user_id,
        )

    def _with_members(self, row: Row) -> State:
        state = self.read(row)
        if not state["active"]:
            return state
        return {**state, "members": len(user_api_client.get_users_for_service(row["service_id"]))}
