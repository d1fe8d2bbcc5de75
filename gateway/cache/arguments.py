"""How the fields of a family are found among a method's arguments, worked out once when the method is defined."""

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from gateway.cache.families import FamilyT, FromArguments, PolicyError, field_text

# Of an argument that can only be given by name.
NO_POSITION = sys.maxsize
REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field stands in a call."""

    field: str
    name: str
    position: int
    default: object


@dataclass(frozen=True, slots=True)
class Target(Generic[FamilyT]):
    """A family as one method fills it."""

    family: FamilyT
    places: tuple[Place, ...]

    def fields(self, args: tuple[object, ...], kwargs: Mapping[str, object]) -> dict[str, str]:
        """The fields of one call. Raises TypeError, as the call itself would, when an argument is missing."""
        given = len(args)
        texts = {}
        for place in self.places:
            if place.position < given:
                value = args[place.position]
            else:
                value = kwargs.get(place.name, place.default)
                if value is REQUIRED:
                    raise TypeError(f"missing argument: {place.name!r}")
            texts[place.field] = field_text(value)
        return texts


def target_for(
    function: Callable[..., Any],
    declared: FamilyT | FromArguments[FamilyT] | str,
    resolve: Callable[[Any], FamilyT],
) -> Target[FamilyT]:
    """Raises PolicyError when the family is not declared or the method lacks a parameter for one of its fields."""
    if isinstance(declared, FromArguments):
        family, renamed = resolve(declared.family), declared.arguments
    else:
        family, renamed = resolve(declared), {}
    places = tuple(_place(function, field, renamed.get(field, field)) for field in family.fields)
    return Target(family, places)


def _place(function: Callable[..., Any], field: str, name: str) -> Place:
    parameters = inspect.signature(function).parameters
    parameter = parameters.get(name)
    if parameter is None or parameter.kind in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}:
        raise PolicyError(
            f"{function.__qualname__} has no parameter {name!r} for the field {field!r} of its cache key"
        )
    by_name = parameter.kind is parameter.KEYWORD_ONLY
    position = NO_POSITION if by_name else list(parameters).index(name)
    return Place(field, name, position, parameter.default)
