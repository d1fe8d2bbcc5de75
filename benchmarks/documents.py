"""Answers of the API as they look in life: rows of templates with text in them."""

from random import Random
from typing import Any
from uuid import UUID

import orjson

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def document(size: int, seed: int = 1) -> dict[str, Any]:
    """A list of templates of about this many bytes as JSON."""
    random = Random(seed)
    rows: list[dict[str, Any]] = []
    while len(orjson.dumps(rows)) < size:
        rows.append(template(random))
    return {"data": rows}


def template(random: Random) -> dict[str, Any]:
    return {
        "id": an_id(random),
        "name": words(random, 4),
        "template_type": "email",
        "subject": words(random, 6),
        "content": f"Dear ((name))\r\n\r\n{words(random, 60)}",
        "archived": False,
        "version": random.randrange(1, 40),
        "created_at": "2030-01-02T10:00:00.000000Z",
        "updated_at": None,
        "folder": None,
        "postage": None,
        "redact_personalisation": False,
        "created_by": {
            "id": an_id(random),
            "name": words(random, 2),
            "email_address": "someone@example.gov.uk",
        },
    }


def words(random: Random, number: int) -> str:
    return " ".join("".join(random.choices(LETTERS, k=random.randrange(2, 10))) for _ in range(number))


def an_id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
