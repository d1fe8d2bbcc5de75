"""What somebody sent when their session was over: kept on the server for an hour, and shown to nobody else.

The session holds a key and no text. Whoever signs in next is compared with the person the session belonged to.
"""

from secrets import token_hex

from django.http import HttpRequest

from portal_apps.core.journeys import Journey
from portal_apps.core.kept_form import KeptForm
from portal_apps.core.permissions import PortalRequest
from portal_apps.users import sessions

IN_SESSION = "draft"


def keep(request: HttpRequest) -> bool:
    """Whether there was anything to keep, and somebody to keep it for. Raises CacheUnavailable when it cannot be kept."""
    user_id, form = sessions.last_person(request), KeptForm.of(request)
    if not user_id or not form.says_something:
        return False
    key = token_hex(16)
    _draft(key).keep(user_id=user_id, address=form.address, fields=form.fields, is_complete=form.is_complete)
    request.session[IN_SESSION] = key
    return True


def is_kept(request: HttpRequest) -> bool:
    return IN_SESSION in request.session


def of(request: PortalRequest) -> KeptForm | None:
    """The form of the person who is signed in. One of somebody else is gone for good."""
    if not is_kept(request):
        return None
    draft = _draft(request.session[IN_SESSION])
    found = draft.answers
    if found.get("user_id") != request.visit.user.id:
        draft.end()
        del request.session[IN_SESSION]
        return None
    fields = [(name, value) for name, value in found["fields"]]
    return KeptForm(found["address"], fields, found["is_complete"])


def _draft(key: str) -> Journey:
    return Journey(f"draft-{key}")
