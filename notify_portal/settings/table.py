"""The variables of the portal as a page of documentation."""

from itertools import groupby

from notify_portal.settings.variables import VARIABLES, Variable

HEADING = """# Settings

Every variable that the portal reads from the environment. `NAME_FILE` names a file to read `NAME` from instead, as
secret stores like it. This page is written by `python manage.py settings_table --write`; a test keeps it true.
"""


def as_markdown() -> str:
    """The whole page: one table for each group of variables."""
    groups = groupby(VARIABLES, key=lambda variable: variable.group)
    return "\n".join([HEADING, *(_table(group, list(variables)) for group, variables in groups)])


def _table(group: str, variables: list[Variable]) -> str:
    rows = [f"| `{variable.name}` | {_default(variable)} | {variable.meaning} |" for variable in variables]
    return "\n".join([f"## {group}", "", "| variable | default | meaning |", "|---|---|---|", *rows, ""])


def _default(variable: Variable) -> str:
    if variable.default in ("", []):
        return "empty"
    value = ",".join(variable.default) if isinstance(variable.default, list) else variable.default
    return f"`{value}`"
