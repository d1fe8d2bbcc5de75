"""Who does it: every write of a run stands under a person's name in the API's history and in the audit trail."""

from uuid import UUID

from gateway import user_api_client
from gateway.errors import NotFound
from portal_apps.bulk.errors import BadInput

ACTIVE = "active"


def person_named(text: str) -> str:
    """The id of an active platform admin, by id or e-mail address. Raises BadInput for anybody else."""
    try:
        person = user_api_client.get_user(text) if _is_id(text) else user_api_client.get_user_by_email(text)
    except NotFound:
        raise BadInput("--as-user: nobody has this id or address") from None
    if person["state"] != ACTIVE or not person["platform_admin"]:
        raise BadInput("--as-user: only an active platform admin does things in bulk")
    user_id: str = person["id"]
    return user_id


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
