"""The page behind the link at the end of an e-mail, for its recipient."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import unsubscribe_api_client
from portal_apps.core.permissions import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, notification_id: UUID, token: str) -> HttpResponse:
    """Asks first: programs that look at e-mails open their links. Who comes twice is told the same."""
    if request.method != "POST":
        return render(request, "public/unsubscribe.html")
    if unsubscribe_api_client.unsubscribe(str(notification_id), token):
        return redirect("public:unsubscribed")
    return render(request, "public/unsubscribe_bad_link.html", status=HTTPStatus.NOT_FOUND)


@public
@require_safe
def unsubscribed(request: HttpRequest) -> HttpResponse:
    return render(request, "public/unsubscribed.html")
