"""The pages on which a recipient opens a file: its own, then one that asks who they are if it must, then the file."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from sandbox import addresses, file_store, pages
from sandbox.api import recipients
from sandbox.documents import store
from sandbox.documents.checks import RefusedFileError, extension_for
from sandbox.models import Document

ACCESS_SECONDS = 3600
KILOBYTE = 1024
NOT_THE_ADDRESS = "This is not the email address the file was sent to"
# A file is somebody else's: it is saved, and never shown as a page of the sandbox.
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"


class AddressForm(forms.Form):
    email_address = forms.CharField(
        label="Email address",
        error_messages={"required": "Enter your email address"},
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "spellcheck": "false"}),
    )

    def is_the_one(self, document: Document) -> bool:
        if not self.is_valid():
            return False
        given = recipients.normalised(self.cleaned_data["email_address"], "email")
        if given == document.confirm_email:
            return True
        self.add_error("email_address", NOT_THE_ADDRESS)
        return False


def _of_a_file(view: Callable[[HttpRequest, Document], HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the file that a link leads to, or says that there is none."""

    @wraps(view)
    def page(request: HttpRequest, service: str, document: str) -> HttpResponse:
        try:
            found = _found(request, store.uuid_in(service), store.uuid_in(document))
        except (RefusedFileError, ValueError) as error:
            status = error.status if isinstance(error, RefusedFileError) else 404
            return _page(request, "gone", {}, status)
        return view(request, found)

    return page


@require_safe
@_of_a_file
def landing(request: HttpRequest, document: Document) -> HttpResponse:
    """What somebody sees first, before anything is asked or opened."""
    step = "confirm-email-address" if document.confirm_email else "download"
    next_url = store.page_url(document, addresses.own(request), step)
    return _page(request, "landing", {"document": document, "next_url": next_url})


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@_of_a_file
def confirm(request: HttpRequest, document: Document) -> HttpResponse:
    """Asks for the address that the file was sent to."""
    next_url = store.page_url(document, addresses.own(request), "download")
    if not document.confirm_email:
        return HttpResponseRedirect(next_url)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_the_one(document):
        return HttpResponseRedirect(f"{next_url}&{urlencode({'access': _access(document)})}")
    return _page(request, "confirm", {"document": document, "form": form})


@require_safe
@_of_a_file
def file(request: HttpRequest, document: Document) -> HttpResponse:
    """Leads to the file itself."""
    if document.confirm_email and not _may_open(request, document):
        return HttpResponseRedirect(store.page_url(document, addresses.own(request), "confirm-email-address"))
    return _page(request, "file", _shown(request, document))


@require_safe
def download(request: HttpRequest, service_id: UUID, document_id: UUID, extension: str) -> HttpResponseBase:
    del extension
    try:
        found = _found(request, service_id, document_id)
        data = file_store.path(found.file_kind, found.file_key).open("rb")
    except RefusedFileError as error:
        return error.response()
    except OSError:
        return RefusedFileError(store.NO_SUCH_FILE, 404).response()
    if found.confirm_email and not _may_open(request, found):
        data.close()
        return HttpResponseRedirect(store.page_url(found, addresses.own(request)))
    name = found.filename or f"{found.id}.{extension_for(found.mimetype)}"
    response = FileResponse(data, as_attachment=True, filename=name, content_type=found.mimetype)
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _found(request: HttpRequest, service_id: UUID, document_id: UUID) -> Document:
    return store.find(service_id, document_id, request.GET.get("key", ""))


def _may_open(request: HttpRequest, document: Document) -> bool:
    """Whether somebody has lately said the right address."""
    try:
        said = _signer().unsign(request.GET.get("access", ""), max_age=ACCESS_SECONDS)
    except BadSignature:
        return False
    return said == str(document.id)


def _access(document: Document) -> str:
    return _signer().sign(str(document.id))


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="document")


def _shown(request: HttpRequest, document: Document) -> dict[str, Any]:
    access = {"access": request.GET["access"]} if document.confirm_email else {}
    address = store.file_url(document, addresses.own(request))
    return {
        "document": document,
        "kind": extension_for(document.mimetype).upper(),
        "kilobytes": -(-document.size // KILOBYTE),
        "address": f"{address}&{urlencode(access)}" if access else address,
    }


def _page(request: HttpRequest, name: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    response = pages.page(request, f"documents/{name}.html", values, status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


urlpatterns = [
    path("d/<str:service>/<str:document>", landing, name="document"),
    path("d/<str:service>/<str:document>/confirm-email-address", confirm),
    path("d/<str:service>/<str:document>/download", file),
    path("services/<uuid:service_id>/documents/<uuid:document_id>.<str:extension>", download),
]
