"""Organisations as a file describes them: made where they are not there, changed where something differs."""

from typing import Any

from gateway import organisations_client
from portal_apps.bulk.operation import (
    Change,
    Column,
    Operation,
    Row,
    RowRefused,
    State,
    Unchanged,
    Values,
    Verdict,
)
from portal_apps.bulk.values import EMPTY, one_of, several, text
from portal_apps.orgs.domains import checked
from portal_apps.orgs.models import NAMES_OF_TYPES

NAME, DOMAINS, FOUND_ID, CREATED_ID = "name", "domains", "organisation_id", "created_id"
# What the API is told when an organisation is made; everything else comes afterwards.
AT_CREATION = (NAME, "organisation_type", "crown", "agreement_signed")
# By column, the name that the API has for it. Brands are typed by name.
FIELDS = {
    "name": NAME,
    "type": "organisation_type",
    "crown": "crown",
    "agreement": "agreement_signed",
    "domains": DOMAINS,
    "email_branding": "email_branding_id",
    "letter_branding": "letter_branding_id",
    "notes": "notes",
}
ANSWERS = {"yes": True, "no": False, "unknown": None}
NOTHING: State = dict.fromkeys(("id", *FIELDS.values()))


def known(cell: str) -> bool | None:
    return ANSWERS[one_of(*ANSWERS)(cell)]


def domain(word: str) -> str:
    """A cell has several, so the complaint says about which."""
    try:
        return checked(word)
    except ValueError as error:
        raise ValueError(f"{word}: {error}") from None


def domains(cell: str) -> list[str]:
    return [] if cell == EMPTY else sorted(several(domain)(cell))


class OrganisationFacts(Operation):
    """A row has the API's names, and FOUND_ID where it is about an organisation that is there (see Directory).

    An organisation that is made gets a call of its own first: if the run ends there, the other goes on by its name.
    """

    columns = (
        Column("name", required=True),
        Column("type", one_of(*NAMES_OF_TYPES)),
        Column("crown", known),
        Column("agreement", known),
        Column("domains", domains),
        Column("email_branding", text),
        Column("letter_branding", text),
        Column("notes", text),
    )
    idempotent = False

    def key(self, row: Row) -> str:
        return str(row.get(FOUND_ID) or row[NAME].casefold())

    def subject(self, row: Row) -> str:
        return str(row[NAME])

    def read(self, row: Row) -> State:
        org_id = _id_of(row)
        if org_id is None:
            return NOTHING
        facts = organisations_client.get_organisation(org_id)
        if facts["active"]:
            state = {
                name: facts[name] or None for name in ("notes", "email_branding_id", "letter_branding_id")
            }
            kept = {name: facts[name] for name in ("id", *AT_CREATION)}
            return {**kept, **state, DOMAINS: sorted(facts[DOMAINS]) or None}
        if FOUND_ID in row.values:
            raise RowRefused("The organisation is archived")
        return NOTHING

    def plan(self, row: Row, state: State) -> Verdict:
        wanted = {name: _as_read(row[name]) for name in FIELDS.values() if name in row.values}
        if state["id"] is None:
            wanted.setdefault("agreement_signed", False)
            return Change(dict.fromkeys(wanted), wanted, note="New")
        after = {name: value for name, value in wanted.items() if value != state[name]}
        if not after:
            return Unchanged()
        return Change({name: state[name] for name in after}, after, note=row.get("found_by", ""))

    def apply(self, row: Row, change: Change) -> Values | None:
        if not _makes(change):
            _update(_present_id(row), change.after)
            return None
        org_id = _id_of(row)
        if org_id is None:
            org_id = organisations_client.create_organisation(
                **{name: change.after[name] for name in AT_CREATION}
            )["id"]
        _update(org_id, {name: value for name, value in change.after.items() if name not in AT_CREATION})
        return {CREATED_ID: org_id}

    def undo(self, row: Row, change: Change) -> None:
        if _makes(change):
            organisations_client.archive_organisation(change.result[CREATED_ID])
        else:
            _update(_present_id(row), change.before)

    def found(self, row: Row, state: State) -> Values | None:
        return None if FOUND_ID in row.values else {CREATED_ID: state["id"]}


def _as_read(value: Any) -> Any:
    """The API keeps nothing as null, as an empty text or as an empty list; what is False is said."""
    return None if value in ("", []) else value


def _makes(change: Change) -> bool:
    return NAME in change.before and change.before[NAME] is None


def _id_of(row: Row) -> str | None:
    return row.get(FOUND_ID) or row.get(CREATED_ID) or _id_by_name(row[NAME])


def _present_id(row: Row) -> str:
    org_id = _id_of(row)
    if org_id is None:
        raise RowRefused("The organisation is not there any more")
    return org_id


def _id_by_name(name: str) -> str | None:
    """One that is in use. The API finds parts of names as well."""
    for facts in organisations_client.search(name)["data"]:
        if facts["active"] and facts["name"].casefold() == name.casefold():
            org_id: str = facts["id"]
            return org_id
    return None


def _update(org_id: str, values: Values) -> None:
    if values:
        sent = {name: value or [] if name == DOMAINS else value for name, value in values.items()}
        organisations_client.update_organisation(org_id, **sent)
