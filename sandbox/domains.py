"""Who owns which part of the internet: an address belongs to the organisation of its domain, or of the nearest one above."""

from collections.abc import Collection, Iterator

from sandbox.models import Organisation


def domain_of(email_address: str) -> str:
    return email_address.rpartition("@")[2].lower()


def is_within(domain: str, known: Collection[str]) -> bool:
    """Whether it is one of the known ones, or below one."""
    return any(each in known for each in _itself_and_above(domain))


def organisation_of(domain: str) -> Organisation | None:
    """The one with the longest matching domain, so that a department beats gov.uk."""
    rows = Organisation.objects.filter(active=True)
    owners = {known: id_ for id_, domains in rows.values_list("id", "domains") for known in domains}
    for each in _itself_and_above(domain.lower()):
        if each in owners:
            return rows.get(id=owners[each])
    return None


def _itself_and_above(domain: str) -> Iterator[str]:
    labels = domain.split(".")
    for first in range(len(labels)):
        yield ".".join(labels[first:])
