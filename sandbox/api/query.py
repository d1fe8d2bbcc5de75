"""Values from the query string, with the API's complaints about them."""

from datetime import date
from uuid import UUID

from django.http import QueryDict

from sandbox.api.errors import BadRequestError, NotFoundError

TRUE_TEXTS = frozenset({"true", "t", "1", "yes", "y", "on"})


def says_true(query: QueryDict, name: str) -> bool:
    """For the few flags the API compares with the literal text True."""
    return query.get(name) == "True"


def flag(query: QueryDict, name: str, *, default: bool) -> bool:
    value = query.get(name)
    return default if value is None else value.lower() in TRUE_TEXTS


def whole_number(query: QueryDict, name: str, default: int | None = None) -> int | None:
    value = query.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise BadRequestError({name: ["Not a valid integer."]}) from None


def page_number(query: QueryDict) -> int:
    return max(whole_number(query, "page", 1) or 1, 1)


def year(query: QueryDict) -> int:
    try:
        return int(query.get("year", ""))
    except ValueError:
        raise BadRequestError("No valid year provided") from None


def identifier(query: QueryDict, name: str) -> UUID:
    try:
        return UUID(query.get(name, ""))
    except ValueError:
        raise NotFoundError from None


def day(query: QueryDict, name: str) -> date:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        raise BadRequestError({name: ["Not a valid date."]}) from None
