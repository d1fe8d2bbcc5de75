"""What pages ask of a person beyond their permissions."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from portal_apps.core.permissions import Page, PortalRequest
from portal_apps.users.public_sector import is_public_sector


def public_sector_only(view: Page) -> Page:
    """Turns away people whose e-mail address is not of the public sector: they may be members, and start nothing."""

    @wraps(view)
    def admitted(request: PortalRequest, **kwargs: Any) -> HttpResponseBase:
        if not is_public_sector(request.visit.user.email_address):
            raise PermissionDenied
        return view(request, **kwargs)

    return admitted
