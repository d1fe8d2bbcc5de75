"""The links that stand for files where an e-mail is previewed: they lead to what its recipients will see."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.urls import reverse

from portal_apps.core.converters import short_id
from portal_apps.message_templates.content.placeholders import Placeholder, normalised, split

# Text and address as the API writes them, for a file that has a text for its link.
SENT_LINK = re.compile(r"\[[^\[\]]+\]\(https?://[^\s()]+/d/[^\s()]+\)")


def with_file_links(template: Mapping[str, Any]) -> Mapping[str, Any]:
    """The API's template with a link in each place of a file."""
    files = {normalised(file["filename"]): file for file in template.get("email_files") or ()}
    if not files:
        return template
    return _filled(template, {key: _link(template, file) for key, file in files.items()})


def with_sent_links(template: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A sent e-mail with the links that the API filled in for its files. Whatever else was filled in is no markup."""
    links = {
        normalised(name): value
        for name, value in values.items()
        if PurePath(name).suffix and isinstance(value, str) and SENT_LINK.fullmatch(value)
    }
    return _filled(template, links) if links else template


def file_preview_url(
    service_id: str, template_id: str, file_id: str, page: str = "document_preview", **query: str
) -> str:
    """A page of the way on which a recipient comes to a file. The address does not name the template: the key does."""
    path = reverse(f"message_templates:{page}", kwargs={"service_id": service_id, "document_id": file_id})
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{path}?key={short_id(template_id)}{more}"


def _filled(template: Mapping[str, Any], links: Mapping[str, str]) -> Mapping[str, Any]:
    pieces = (
        links[piece.key] if isinstance(piece, Placeholder) and piece.key in links else str(piece)
        for piece in split(template["content"])
    )
    return {**template, "content": "".join(pieces)}


def _link(template: Mapping[str, Any], file: Mapping[str, Any]) -> str:
    address = f"{settings.ADMIN_BASE_URL}{file_preview_url(template['service'], template['id'], file['id'])}"
    return f"[{file['link_text']}]({address})" if file["link_text"] else address
