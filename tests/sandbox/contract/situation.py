"""What the {names} of the cases stand for: things of the seeded world, and things made for one case alone."""

from typing import Any

from tests.sandbox.contract.made import Made
from tests.sandbox.contract.seeded import Seeded


class Situation:
    """A name is looked up, and so made, when a case first asks for it."""

    def __init__(self, seeded: Seeded) -> None:
        self.seeded = seeded
        self.made = Made(seeded)

    def __getitem__(self, name: str) -> Any:
        return getattr(self.made if hasattr(type(self.made), name) else self.seeded, name)
