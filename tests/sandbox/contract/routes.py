"""Every route of the API that the portal uses, and whether the sandbox has it: asked from outside, with no token.

A method that no route has is refused with the methods that there are, before any token is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.sandbox.caller import Caller
from tests.sandbox.contract.cases import HERE, rows

SOME_VALUES = {
    "code_type": "sms",
    "file_type": "pdf",
    "letter_print_date": "2026-01-05",
    "notification_type": "sms",
    "token": "x",
    "version": "1",
}
AN_ID = "00000000-0000-0000-0000-000000000000"
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
NO_SUCH_METHOD = "PATCH"


@dataclass(frozen=True)
class Route:
    method: str
    rule: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"

    @property
    def path(self) -> str:
        """The rule with something in every place."""
        return PLACE.sub(lambda found: SOME_VALUES.get(found[1], AN_ID), self.rule)

    def is_for(self, method: str, path: str) -> bool:
        return method == self.method and bool(re.fullmatch(PLACE.sub("[^/]+", self.rule), path))


ROUTES = [Route(*line.split(" ")) for line in (HERE / "routes.txt").read_text(encoding="utf-8").splitlines()]
# The reason why, by the route's name.
NOT_REPRODUCED: dict[str, str] = rows("not_reproduced")


def is_there(api: Caller, route: Route) -> bool:
    answer = api.request(NO_SUCH_METHOD, route.path, headers={"Authorization": None})
    return route.method in answer.headers.get("Allow", "").split(", ")


def missing(api: Caller) -> Iterator[Route]:
    return (route for route in ROUTES if not is_there(api, route))
