"""To which organisation a service seems to belong, by the addresses of its members; and how sure that is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gateway import organisations_client, user_api_client
from portal_apps.bulk.operation import RowRefused
from portal_apps.users.public_sector import is_known

Facts = Mapping[str, Any]


class Confidence(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Proposal:
    confidence: Confidence
    why: str
    organisation: Facts | None = None

    @property
    def text(self) -> str:
        return f"{self.confidence}: {self.why}"


@dataclass(frozen=True, slots=True)
class Proposals:
    """For some services at once: each domain and each organisation is asked for once."""

    _by_domain: dict[str, Facts | None] = field(default_factory=dict)
    _by_id: dict[str, Facts] = field(default_factory=dict)

    def named(self, organisation: str) -> Proposal:
        """The one that somebody has written down, by its id or one of its domains. Raises NotFound, and RowRefused."""
        if "." in organisation:
            found = self._owner(organisation)
            if found is None:
                raise RowRefused(f"No organisation has {organisation}")
        else:
            found = self._organisation(organisation)
            if not found["active"]:
                raise RowRefused("The organisation is archived")
        return Proposal(Confidence.CERTAIN, f"{found['name']}, as the file says", found)

    def by_members(self, service_id: str) -> Proposal:
        """That of all of them, or of most; nobody's word counts more than another's."""
        members = user_api_client.get_users_for_service(service_id)
        domains = [member["email_address"].rpartition("@")[2].lower() for member in members]
        owners = {domain: self._owner(domain) for domain in dict.fromkeys(domains)}
        found = [owner for domain in domains if (owner := owners[domain])]
        if not found:
            return Proposal(Confidence.UNRESOLVED, _nobody(owners))
        votes = Counter(owner["id"] for owner in found)
        ((org_id, count),) = votes.most_common(1)
        organisation = next(owner for owner in found if owner["id"] == org_id)
        of_whom = f"{count} of {len(members)} members are of {organisation['name']}"
        if count == len(members):
            return Proposal(Confidence.CERTAIN, of_whom, organisation)
        if 2 * count > len(members):
            return Proposal(Confidence.LIKELY, of_whom, organisation)
        return Proposal(Confidence.UNRESOLVED, f"at most {of_whom}")

    def _owner(self, domain: str) -> Facts | None:
        """By the rule of the API, for which a domain belongs to whoever has the nearest one above it as well."""
        if domain not in self._by_domain:
            self._by_domain[domain] = organisations_client.get_organisation_by_domain(domain)
        return self._by_domain[domain]

    def _organisation(self, org_id: str) -> Facts:
        if org_id not in self._by_id:
            self._by_id[org_id] = organisations_client.get_organisation(org_id)
        return self._by_id[org_id]


def _nobody(domains: Iterable[str]) -> str:
    """A domain of the public sector helps whoever looks after organisations; any other may be somebody's own."""
    known = sorted(filter(is_known, domains))
    return f"no organisation has {', '.join(known)}" if known else "no member is of an organisation"
