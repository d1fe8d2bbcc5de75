"""Rows of many models, made first and written together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

from sandbox.crowd import bulk
from sandbox.crowd.bulk import Value


@dataclass
class Rows:
    """As models, or as plain values of some columns of a model."""

    models: dict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))
    values: list[tuple[type[Model], Sequence[str], list[tuple[Value, ...]]]] = field(default_factory=list)

    def add(self, rows: Iterable[Model]) -> None:
        for row in rows:
            self.models[type(row)].append(row)

    def add_values(
        self, model: type[Model], columns: Sequence[str], values: Iterable[tuple[Value, ...]]
    ) -> None:
        self.values.append((model, columns, list(values)))

    def write(self) -> None:
        for rows in self.models.values():
            bulk.insert(rows)
        for model, columns, values in self.values:
            bulk.insert_values(model, columns, values)
