"""Searching the templates of a service. The API's list knows names only, so the texts are read one by one, and kept."""

import re
from dataclasses import dataclass

from gateway import fan_out, keys, prefetch
from gateway.errors import APIError, CacheUnavailable, NotFound
from portal_apps.message_templates.models import Template
from portal_apps.message_templates.tree import FolderId, Item, Row, TemplateTree

# One search reads no more texts than this: warm they are one round trip, cold each is a call.
MOST_TEXTS = 200
BEFORE, AFTER = 30, 50


@dataclass(frozen=True, slots=True)
class Found:
    """In the order of the pages. `excerpts` are by the ids of templates that were found by what they say."""

    items: list[Item]
    excerpts: dict[str, str]
    unread: int


def search(service_id: str, tree: TemplateTree, words: str, folder_id: FolderId = None) -> Found:
    """Whatever below the folder has the words in its name or text, or is the id."""
    named = {item.id for item in tree.search(words, folder_id)}
    others = [item for item in tree.below(folder_id) if isinstance(item, Row) and item.id not in named]
    texts = _texts(service_id, others[:MOST_TEXTS])
    excerpts = {}
    for template_id, text in texts.items():
        if excerpt := excerpt_of(text, words):
            excerpts[template_id] = excerpt
    items = [item for item in tree.below(folder_id) if item.id in named or item.id in excerpts]
    return Found(items, excerpts, unread=len(others) - len(texts))


def excerpt_of(text: str, words: str) -> str:
    """The words with a little of what stands around them, on one line; empty where the text does not have them."""
    line, wanted = " ".join(text.split()), " ".join(words.split())
    found = re.search(re.escape(wanted), line, re.IGNORECASE) if wanted else None
    if not found:
        return ""
    start, end = max(0, found.start() - BEFORE), found.end() + AFTER
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"


def _texts(service_id: str, rows: list[Row]) -> dict[str, str]:
    """What the templates say, by id, as far as it could be read. One deleted meanwhile says nothing."""
    prefetch(
        *(
            keys.SERVICE_TEMPLATE_VERSION.fill(service_id=service_id, template_id=row.id, version=None)
            for row in rows
        )
    )
    texts = fan_out(*(lambda template_id=row.id: _text(service_id, template_id) for row in rows))
    return {row.id: text for row, text in zip(rows, texts, strict=True) if text is not None}


def _text(service_id: str, template_id: str) -> str | None:
    try:
        return "\n".join(Template.from_id(service_id, template_id).texts)
    except NotFound:
        return ""
    except (APIError, CacheUnavailable):
        return None
