"""What pages ask of a person beyond their permissions."""

from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import Page, PortalRequest
from portal_apps.users.public_sector import is_public_sector

NEEDS_ADDRESS = "You need an email address of the public sector"
WHO_CAN = "You can use every service that you are invited to. Only people whose address we know can start something new."


def public_sector_only(view: Page) -> Page:
    """Turns away people whose e-mail address is not of the public sector: they may be members, and start nothing."""

    @wraps(view)
    def admitted(request: PortalRequest, **kwargs: Any) -> HttpResponseBase:
        if not is_public_sector(request.visit.user.email_address):
            raise Lacking(NEEDS_ADDRESS, advice=WHO_CAN)
        return view(request, **kwargs)

    return admitted
