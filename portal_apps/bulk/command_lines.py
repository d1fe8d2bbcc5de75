"""How a run goes on, as lines for a shell: whole, quoted, and without anything secret."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from portal_apps.bulk.loading import WHOLE
from portal_apps.bulk.looking import Shown
from portal_apps.bulk.source import STDIN, STDIN_NAME
from portal_apps.bulk.states import Phase, RowState

MANAGE = ("python", "manage.py")


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    line: str


def next_steps(found: Shown, user_id: str, *, can_be_undone: bool) -> Iterator[Step]:
    """What can be done about the run now, in the name of this person; the undo comes last."""
    who = ("--apply", "--as-user", user_id)
    name, phase = found.run.name, found.phase
    if phase is Phase.PLANNING and found.stopped:
        yield Step("Go on with the plan", _line(*_again(found)))
    if phase is Phase.PLANNED and found.counts.get(RowState.PLANNED):
        yield Step("Apply this plan", _line(*_again(found), "--expect", found.about["digest"], *who))
    if phase is Phase.APPLYING and found.stopped:
        yield Step("Go on where it stopped", _line(*_again(found), *who))
    if found.failed and phase not in (Phase.UNDOING, Phase.UNDONE) and not found.is_under_way:
        yield Step("See what trying the failed rows again would do", _line("bulk_retry", name))
        yield Step("Try the failed rows again", _line("bulk_retry", name, *who))
    if can_be_undone:
        yield Step("See what would be put back", _line("bulk_undo", name))
        yield Step("Undo it", _line("bulk_undo", name, *who))


def _again(found: Shown) -> Iterator[str]:
    """The command that made the run. Its file is known by its name only."""
    about = found.about
    yield about["command"]
    for name, value in about["options"].items():
        if value in (None, False, "", []):
            continue
        option = f"--{name.replace('_', '-')}"
        if isinstance(value, list):
            yield from (option, *map(str, value))
        else:
            yield option if value is True else f"{option}={value}"
    if about.get("from_file"):
        yield from ("--file", STDIN if about["input"] == STDIN_NAME else about["input"])
    if about["shard"] != str(WHOLE):
        yield from ("--shard", about["shard"])


def _line(*words: str) -> str:
    return shlex.join((*MANAGE, *words))
