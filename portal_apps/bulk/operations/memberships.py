"""Who is in the team of a service and what they may do there: people added, taken out, given other permissions."""

from collections.abc import Iterable

from gateway import current_caller, service_api_client, user_api_client
from gateway.errors import BadRequest
from gateway.permissions import to_offered, to_stored
from portal_apps.bulk.operation import Change, Fault, Row, RowRefused, State, Unchanged, Values, Verdict
from portal_apps.bulk.operations.service_invitations import ARCHIVED, folder_ids
from portal_apps.services.models import Service
from portal_apps.team import events
from portal_apps.team.folders import FolderAccess
from portal_apps.team.refusals import explain
from portal_apps.users.models import User

ADD, REMOVE, SET = "add", "remove", "set-permissions"
PERMISSIONS, FOLDERS = "permissions", "folders"
MANAGES = "manage_service"
IS_MEMBER = f"Is a member already, with other permissions or folders: {SET} changes these"
NO_MEMBER = "Is not a member"
LAST_MANAGER = "Nobody else in the team could manage the service"
NOT_ACTIVE = "The account is not active"


def read(row: Row, person: User) -> State:
    """No permissions and no folders at all, which is not an empty list of them, stand for somebody who is no member."""
    service_id = row["service_id"]
    is_member = service_id in person.service_ids
    state: dict[str, object] = {PERMISSIONS: _held(person, service_id) if is_member else None}
    if row["action"] != SET or FOLDERS in row.values:
        access = FolderAccess.of(service_id)
        state |= {FOLDERS: access.seen_by(person.id) if is_member else None, "choices": access.choices}
    if row["action"] == ADD:
        state["is_archived"] = not Service.from_id(service_id).active
    if _stops_managing(state[PERMISSIONS], row.get(PERMISSIONS)):  # type: ignore[arg-type]  # names, or None
        state["is_needed"] = not others_manage(service_id, person.id)
    return state


def plan(row: Row, state: State) -> Verdict:
    if row["action"] == ADD:
        return _plan_to_add(row, state)
    if state[PERMISSIONS] is None:
        return Unchanged() if row["action"] == REMOVE else Fault(NO_MEMBER)
    if state.get("is_needed"):
        return Fault(LAST_MANAGER)
    return _difference(
        state, _wanted(row, state) if row["action"] == SET else {PERMISSIONS: None, FOLDERS: None}
    )


def write(row: Row, user_id: str, change: Change) -> None:
    """From one list of permissions, or none, to another."""
    service_id, before, after = row["service_id"], change.before, change.after
    permissions, folders = after.get(PERMISSIONS), after.get(FOLDERS)
    if PERMISSIONS in before and before[PERMISSIONS] is None:
        user_api_client.add_user_to_service(service_id, user_id, permissions or [], folders or [])
        return
    if _stops_managing(before.get(PERMISSIONS), permissions) and not others_manage(service_id, user_id):
        raise RowRefused(LAST_MANAGER)
    try:
        if PERMISSIONS in after and permissions is None:
            service_api_client.remove_user_from_service(service_id, user_id)
        else:
            _set(service_id, user_id, after)
    except BadRequest as error:
        raise RowRefused(explain(error, Service.from_id(service_id))) from error


def record(row: Row, user_id: str, change: Change) -> None:
    """As the pages of the team write it."""
    before, after = change.before.get(PERMISSIONS), change.after.get(PERMISSIONS)
    service_id, admin_id = row["service_id"], str(current_caller().user_id)
    if PERMISSIONS not in change.after:
        return
    if before is None:
        events.record_added(None, user_id, service_id, after or [], by=admin_id)
    elif after is None:
        events.record_removed(None, user_id, service_id, by=admin_id)
    else:
        events.record_permissions(None, user_id, service_id, (before, after), by=admin_id)


def others_manage(service_id: str, user_id: str) -> bool:
    """Whether anybody but this person can manage the service."""
    team = map(User.from_json, user_api_client.get_users_for_service(service_id))
    return any(MANAGES in one.permissions_in(service_id) for one in team if one.id != user_id)


def _plan_to_add(row: Row, state: State) -> Verdict:
    wanted = _wanted(row, state)
    if state[PERMISSIONS] is not None:
        same = all(state[name] == value for name, value in wanted.items() if name in row.values)
        return Unchanged() if same else Fault(IS_MEMBER)
    if state["is_archived"]:
        return Fault(ARCHIVED)
    return Fault(NOT_ACTIVE) if not state["is_active"] else _difference(state, wanted)


def _wanted(row: Row, state: State) -> dict[str, list[str]]:
    wanted = {PERMISSIONS: sorted(row[PERMISSIONS])}
    if "choices" in state:
        wanted[FOLDERS] = folder_ids(row.get(FOLDERS), state["choices"])
    return wanted


def _difference(state: State, wanted: Values) -> Verdict:
    after = {name: value for name, value in wanted.items() if state[name] != value}
    return Change({name: state[name] for name in after}, after) if after else Unchanged()


def _set(service_id: str, user_id: str, after: Values) -> None:
    """The API takes no folders without permissions."""
    permissions = after.get(PERMISSIONS)
    if permissions is None:
        permissions = _held(User.from_id(user_id), service_id)
    user_api_client.set_user_permissions(user_id, service_id, permissions, after.get(FOLDERS))


def _held(person: User, service_id: str) -> list[str]:
    """As pages offer them, and the parts of those that somebody has not whole: put back, they are what they were."""
    stored = set(person.facts["permissions"].get(service_id, ()))
    offered = to_offered(stored)
    return sorted(offered | (stored - to_stored(offered)))


def _stops_managing(before: Iterable[str] | None, after: Iterable[str] | None) -> bool:
    return MANAGES in (before or ()) and MANAGES not in (after or ())
