"""Which organisation a row is about, which brands it means, and who has its domains already. Nothing is written here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Self

from gateway import email_branding_client, fan_out, letter_branding_client, organisations_client
from portal_apps.bulk.operation import Row
from portal_apps.bulk.operations.organisation_facts import DOMAINS, FIELDS, FOUND_ID, NAME
from portal_apps.bulk.source import BadRow

Facts = Mapping[str, Any]
BRANDS = ("email_branding", "letter_branding")
NEEDED_FOR_NEW = ("type", "crown")


@dataclass(frozen=True, slots=True)
class Directory:
    by_name: Mapping[str, Facts]
    by_domain: Mapping[str, Facts]
    # By column, ids by name.
    brands: Mapping[str, Mapping[str, str]]

    @classmethod
    def asked(cls) -> Self:
        organisations, *brands = fan_out(
            organisations_client.get_organisations,
            email_branding_client.get_all_email_branding,
            letter_branding_client.get_all_letter_branding,
        )
        in_use = [one for one in organisations if one["active"]]
        return cls(
            by_name={one["name"].casefold(): one for one in in_use},
            by_domain={domain: one for one in in_use for domain in one["domains"]},
            brands={
                column: {brand["name"].casefold(): brand["id"] for brand in found}
                for column, found in zip(BRANDS, brands, strict=True)
            },
        )

    def placed(self, row: Row) -> Iterator[Row | BadRow]:
        """The row by the API's names, with the organisation that it is about; or everything that stands against it."""
        owners = {
            domain: self.by_domain[domain] for domain in row.get(DOMAINS, ()) if domain in self.by_domain
        }
        found = self.by_name.get(row[NAME].casefold()) or next(iter(owners.values()), None)
        bad = [
            *(
                BadRow(row.number, DOMAINS, f"{domain} belongs to {owner['name']}")
                for domain, owner in owners.items()
                if owner != found
            ),
            *(
                BadRow(row.number, column, reason)
                for column, reason in self._unclear(row, is_new=found is None)
            ),
        ]
        yield from bad or (Row(row.number, {**self._values(row), **_about(row, found, owners)}),)

    def _unclear(self, row: Row, *, is_new: bool) -> Iterator[tuple[str, str]]:
        for column in BRANDS:
            name, names = row.get(column, "").casefold(), self.brands[column]
            if name and name not in names:
                nearest = get_close_matches(name, names, n=1)
                yield column, "no brand has this name" + (f"; is it {nearest[0]!r}?" if nearest else "")
        if is_new:
            for column in NEEDED_FOR_NEW:
                if row.get(column) is None:
                    yield column, "is missing: a new organisation needs it"

    def _values(self, row: Row) -> dict[str, Any]:
        values = {FIELDS[column]: value for column, value in row.values.items()}
        for column in BRANDS:
            if column in row.values:
                values[FIELDS[column]] = self.brands[column].get(row[column].casefold())
        return values


def placed(rows: Iterable[Row | BadRow]) -> Iterator[Row | BadRow]:
    """What is bad in the file itself comes first, and then nobody is asked."""
    everything = list(rows)
    good = [row for row in everything if isinstance(row, Row)]
    if bad := [*(row for row in everything if isinstance(row, BadRow)), *_domains_of_two(good)]:
        yield from sorted(bad, key=lambda row: row.number)
        return
    directory = Directory.asked()
    for row in good:
        yield from directory.placed(row)


def _domains_of_two(rows: Iterable[Row]) -> Iterator[BadRow]:
    first: dict[str, int] = {}
    for row in rows:
        for domain in row.get(DOMAINS, ()):
            if first.setdefault(domain, row.number) != row.number:
                yield BadRow(row.number, DOMAINS, f"{domain} is in row {first[domain]} already")


def _about(row: Row, found: Facts | None, owners: Mapping[str, Facts]) -> dict[str, str]:
    if found is None:
        return {}
    if found["name"].casefold() == row[NAME].casefold():
        return {FOUND_ID: found["id"]}
    return {FOUND_ID: found["id"], "found_by": f"Found by its domain {next(iter(owners))}"}
