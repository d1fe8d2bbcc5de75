"""Rows by the hundred thousand: one statement for many, and no model between the row and the database."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, ForeignKey, Model

# What either database takes as it is: ids as 32 hexadecimal digits, times in UTC without a zone, JSON as text.
Value = str | int | float | bool | None


def insert(rows: Sequence[Model]) -> None:
    """Rows of one model."""
    if not rows:
        return
    fields = list(rows[0]._meta.concrete_fields)  # noqa: SLF001 - Django's documented name for it
    names = [field.attname for field in fields if not _is_counted(field)]
    plain = [_plain_of(field) for field in fields if not _is_counted(field)]
    columns = list(zip(names, plain, strict=True))
    values = ([turn(getattr(row, name)) for name, turn in columns] for row in rows)
    _write(type(rows[0]), names, values)


def insert_values(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Rows as plain values of these columns. Every other column is what the model says it is unless told."""
    others = [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - as above
        if field.attname not in names and not _is_counted(field)
    ]
    defaults = [_plain_of(field)(field.get_default()) for field in others]
    _write(model, [*names, *(field.attname for field in others)], ([*row, *defaults] for row in rows))


def plain_id(value: UUID) -> str:
    return value.hex


def plain_time(value: datetime) -> str:
    """Of a time in UTC."""
    return str(value.replace(tzinfo=None))


def _write(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table  # noqa: SLF001 - as above
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(names))
            # Django's own wrapper would read every row once more, to look for other marks.
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own models
            connection.connection.executemany(statement, rows)


def _is_counted(field: "Field[Any, Any]") -> bool:
    return field.get_internal_type() in {"AutoField", "BigAutoField"}


def _plain_of(field: "Field[Any, Any]") -> Callable[[Any], Value]:
    target = field.target_field if isinstance(field, ForeignKey) else field
    special: dict[str, Callable[[Any], Value]] = {
        "JSONField": json.dumps,
        "UUIDField": plain_id,
        "DateTimeField": plain_time,
    }
    turn = special.get(target.get_internal_type(), _as_it_is)
    return lambda value: None if value is None else turn(value)


def _as_it_is(value: Any) -> Value:
    # Dates are the one other type that is not plain.
    return value if isinstance(value, str | int | float) else str(value)
