from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from sandbox.api.errors import NotFoundError

Row = TypeVar("Row", bound=Model)


def one(rows: QuerySet[Row], **filters: Any) -> Row:
    """The one row, or the API's plain 404; an id that is not a UUID finds nothing either."""
    found = one_or_none(rows, **filters)
    if found is None:
        raise NotFoundError
    return found


def one_or_none(rows: QuerySet[Row], **filters: Any) -> Row | None:
    try:
        return rows.filter(**filters).first()
    except (ValidationError, ValueError):
        return None
