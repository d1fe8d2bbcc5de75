"""What programs look up: the public API says differently what it cannot find, and checks ids before it looks."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from sandbox.api.errors import NotFoundError, SchemaError
from sandbox.api.lookups import one_or_none
from sandbox.api.problems import NOT_A_UUID

Row = TypeVar("Row", bound=Model)
PAGE_SIZE = 250


class NoResultFound(NotFoundError):
    """The public API gives the name of its 404."""


def identifier(text: str, name: str = "id") -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise SchemaError([f"{name} {NOT_A_UUID}"]) from None


def found(rows: QuerySet[Row], **filters: Any) -> Row:
    row = one_or_none(rows, **filters)
    if row is None:
        raise NoResultFound
    return row


def older_than(rows: QuerySet[Row], last_id: UUID | None) -> QuerySet[Row]:
    """One page, newest first, of what came before the row with this id; nothing before an unknown one."""
    ordered = rows.order_by("-created_at", "id")
    if last_id is None:
        return ordered[:PAGE_SIZE]
    last: Any = rows.model._default_manager.filter(id=last_id).first()  # noqa: SLF001 - Django's name for it
    if last is None:
        return rows.none()
    before = Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, id__gt=last.id)
    return ordered.filter(before)[:PAGE_SIZE]
