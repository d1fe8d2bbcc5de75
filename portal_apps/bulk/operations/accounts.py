"""What is changed of an account itself: how its owner signs in, and its end."""

from gateway import current_caller, user_api_client
from gateway.errors import BadRequest
from portal_apps.bulk.operation import Change, Fault, Row, RowRefused, State, Unchanged, Verdict
from portal_apps.bulk.operations.memberships import NOT_ACTIVE
from portal_apps.team.events import record_sign_in_method
from portal_apps.team.roles import NO_MOBILE_NUMBER
from portal_apps.team.rules import is_protected
from portal_apps.users.models import User
from portal_apps.users.staff import NEEDED, record_archived

CHANGE_AUTH, ARCHIVE = "change-auth", "archive"
AUTH_TYPE, ACCOUNT, INACTIVE = "auth_type", "account", "inactive"
PROTECTED = "Platform admins, and people who sign in with a security key, are changed on the page of their account only"
GONE_FOR_GOOD = "An archived account does not come back"


def read(row: Row, person: User) -> State:
    del row
    return {
        AUTH_TYPE: person.auth_type,
        ACCOUNT: person.state,
        "has_number": bool(person.mobile_number),
        "is_protected": is_protected(person),
    }


def plan(row: Row, state: State) -> Verdict:
    if row["action"] == ARCHIVE:
        before = {ACCOUNT: state[ACCOUNT]}
        return Unchanged() if state[ACCOUNT] == INACTIVE else Change(before, {ACCOUNT: INACTIVE})
    if not state["is_active"]:
        return Fault(NOT_ACTIVE)
    if state[AUTH_TYPE] == row[AUTH_TYPE]:
        return Unchanged()
    if state["is_protected"]:
        return Fault(PROTECTED)
    if row[AUTH_TYPE] == "sms_auth" and not state["has_number"]:
        return Fault(NO_MOBILE_NUMBER)
    return Change({AUTH_TYPE: state[AUTH_TYPE]}, {AUTH_TYPE: row[AUTH_TYPE]})


def write(row: Row, user_id: str, change: Change) -> None:
    del row
    if AUTH_TYPE in change.after:
        user_api_client.update_user_attribute(user_id, auth_type=change.after[AUTH_TYPE])
    elif change.after[ACCOUNT] == INACTIVE:
        _archive(user_id)
    else:
        raise RowRefused(GONE_FOR_GOOD)


def record(row: Row, user_id: str, change: Change) -> None:
    admin_id = str(current_caller().user_id)
    if AUTH_TYPE in change.after:
        before, after = change.before[AUTH_TYPE], change.after[AUTH_TYPE]
        record_sign_in_method(None, user_id, before, after, by=admin_id)
    else:
        record_archived(None, user_id, row["email"], by=admin_id)


def _archive(user_id: str) -> None:
    try:
        user_api_client.archive_user(user_id)
    except BadRequest as error:
        raise RowRefused(NEEDED) from error
