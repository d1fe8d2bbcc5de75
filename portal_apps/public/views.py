"""Pages for everybody."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.core.permissions import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html")


@public
@require_safe
def status(_request: HttpRequest) -> JsonResponse:
    """For load balancers: this process answers. It asks nobody else, so an API that is away does not restart portals."""
    return JsonResponse({"status": "ok"})
