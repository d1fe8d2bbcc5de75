from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from portal_apps.core.permissions import public
from portal_apps.users import sessions
from portal_apps.users.pages import page

# Our own pages, and the address bar. What another site opens must not sign anybody out.
FROM_HERE = frozenset({"same-origin", "none"})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if not sessions.is_open(request):
        return redirect("/")
    if request.method != "POST":
        submits_itself = request.headers.get("Sec-Fetch-Site") in FROM_HERE
        return page(request, "sign_out", submits_itself=submits_itself)
    sessions.end(request)
    return redirect("/")
