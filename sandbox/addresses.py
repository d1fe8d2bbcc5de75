"""Where the sandbox itself is to be found."""

from django.http import HttpRequest

from sandbox import settings


def own(request: HttpRequest) -> str:
    """For links in e-mails to what the sandbox has: as it is set, or else as it was asked."""
    return settings.SANDBOX_URL or f"{request.scheme}://{request.get_host()}"
