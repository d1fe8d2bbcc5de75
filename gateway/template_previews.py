"""Pictures of letters. They are drawn by a service beside the API, with its own address and key."""

import base64
import io
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - a parameter is called date
from typing import IO, Literal

import orjson
from requests import Response

from gateway import cache
from gateway.base import Json
from gateway.cache import keys
from gateway.clients.letter_branding_client import letter_branding_client
from gateway.errors import BadRequest, NotFound
from gateway.other_host import OtherHostClient

# What a browser is sent of an answer: bytes, status and headers.
Picture = tuple[bytes, int, dict[str, str]]
Pdf = bytes | IO[bytes]
FileType = Literal["png", "pdf"]

PASSED_ON = frozenset({"content-type", "cache-control"})


class TemplatePreview(OtherHostClient):
    """Methods raise the classes of gateway.errors. `service` is the API's JSON of a service."""

    host_setting = "TEMPLATE_PREVIEW_API_HOST"
    key_setting = "TEMPLATE_PREVIEW_API_KEY"
    scheme = "Token"

    @staticmethod
    def get_allowed_headers(headers: Mapping[str, str]) -> dict[str, str]:
        """Those headers that a browser may see."""
        return {name: value for name, value in headers.items() if name.lower() in PASSED_ON}

    # Letters made from a template

    def get_preview_for_templated_letter(
        self,
        db_template: Json,
        filetype: FileType = "png",
        values: Mapping[str, object] | None = None,
        page: int | str | None = None,
        branding_filename: str | None = None,
        service: Json | None = None,
        date: Date | None = None,
    ) -> Picture:
        """One page as a PNG, or the whole letter as a PDF to download (POST /preview.{filetype}).

        Raises ValueError for an uploaded letter, NotFound for what is no letter, BadRequest for one page of a PDF.
        """
        if db_template["is_precompiled_letter"]:
            raise ValueError("An uploaded letter is not drawn from its template")
        if db_template["template_type"] != "letter":
            raise NotFound(message="Only letters have a preview")
        if page and filetype == "pdf":
            raise BadRequest(message="A PDF has all pages of a letter")
        body = {
            **_letter(db_template, values),
            "filename": branding_filename or _logo_of(service),
            "date": date.isoformat() if date else None,
        }
        content, status, headers = self._draw(f"/preview.{filetype}", orjson.dumps(body), page=page or None)
        if filetype == "pdf":
            headers["Content-Disposition"] = "attachment"
        return content, status, headers

    def get_page_counts_for_letter(
        self, db_template: Json, service: Json, values: Mapping[str, object] | None = None
    ) -> Json | None:
        """{count, welsh_page_count, attachment_page_count}, None for what is no letter (POST /get-page-count).

        Without values the answer depends on the version of the template alone, and is kept.
        """
        if db_template["template_type"] != "letter":
            return None
        if values:
            return self._count_pages(db_template, service, values)
        return self._count_pages_of_version(
            service["id"], db_template["id"], db_template["version"], db_template, service
        )

    @cache.set(keys.TEMPLATE_PAGE_COUNTS)
    def _count_pages_of_version(
        self,
        service_id: str,
        template_id: str,
        version: int,
        db_template: Json,
        service: Json,
    ) -> Json:
        return self._count_pages(db_template, service, None)

    def _count_pages(self, db_template: Json, service: Json, values: Mapping[str, object] | None) -> Json:
        body = {**_letter(db_template, values), "filename": _logo_of(service)}
        return orjson.loads(self.send("/get-page-count", orjson.dumps(body)).content)

    # Uploaded letters and attachments

    def get_png_for_valid_pdf_page(self, pdf_file: Pdf, page: int | str) -> Picture:
        """One page of a letter that passed its check (POST /precompiled-preview.png)."""
        body = base64.b64encode(_single_page(pdf_file, page))
        # The tag that marks the first page for the printer is not for people.
        return self._draw("/precompiled-preview.png", body, hide_notify="true" if str(page) == "1" else None)

    def get_png_for_invalid_pdf_page(
        self, pdf_file: Pdf, page: int | str, is_an_attachment: bool = False
    ) -> Picture:
        """One page with what is wrong drawn over it (POST /precompiled/overlay.png)."""
        return self._draw(
            "/precompiled/overlay.png",
            _single_page(pdf_file, page),
            page_number=page,
            is_an_attachment=is_an_attachment,
        )

    def get_png_for_letter_attachment_page(
        self, attachment_id: str, service: Json, page: int | str | None = None
    ) -> Picture:
        """One page of an attachment (POST /letter_attachment_preview.png)."""
        body = orjson.dumps({"letter_attachment_id": str(attachment_id), "service_id": service["id"]})
        return self._draw("/letter_attachment_preview.png", body, page=page or None)

    def sanitise_letter(
        self,
        pdf_file: Pdf,
        *,
        upload_id: str,
        allow_international_letters: bool,
        is_an_attachment: bool = False,
    ) -> Response:
        """The check of an uploaded letter (POST /precompiled/sanitise), as it was answered: 200 or 400.

        JSON of 200: file (base64), recipient_address, page_count; of 400: message, invalid_pages, page_count.
        """
        params = {
            "allow_international_letters": "true" if allow_international_letters else "false",
            "upload_id": str(upload_id),
            "is_an_attachment": "true" if is_an_attachment else None,
        }
        try:
            return self.send("/precompiled/sanitise", _bytes(pdf_file), params)
        except BadRequest as refused:
            if refused.response is None:
                raise
            return refused.response

    def _draw(self, path: str, body: bytes, **params: object) -> Picture:
        answer = self.send(path, body, params)
        return answer.content, answer.status_code, self.get_allowed_headers(answer.headers)


def _letter(db_template: Json, values: Mapping[str, object] | None) -> dict[str, object]:
    return {
        "letter_contact_block": db_template.get("reply_to_text") or "",
        "template": db_template,
        "values": values,
    }


def _logo_of(service: Json | None) -> str | None:
    """The file name of the service's letter logo."""
    brand = service["letter_branding"] if service else None
    return letter_branding_client.get_letter_branding(brand)["filename"] if brand else None


def _bytes(pdf_file: Pdf) -> bytes:
    return pdf_file if isinstance(pdf_file, bytes) else pdf_file.read()


def _single_page(pdf_file: Pdf, page: int | str) -> bytes:
    """A PDF of this page alone; pages count from 1. Raises NotFound for a page that is not there."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - commands that draw no letter are 10 MB smaller without it

    pages = PdfReader(io.BytesIO(_bytes(pdf_file))).pages
    number = int(page)
    if not 1 <= number <= len(pages):
        raise NotFound(message="The letter has no such page")
    writer = PdfWriter()
    writer.add_page(pages[number - 1])
    cut = io.BytesIO()
    writer.write(cut)
    return cut.getvalue()


# The name under which callers of the original portal know it.
TemplatePreviewClient = TemplatePreview

template_preview_client = TemplatePreview()
