"""Services to their organisations: those that a file names, or those of their members."""

from collections.abc import Sequence

from gateway import organisations_client, service_api_client
from portal_apps.bulk.operation import (
    Change,
    Column,
    Fault,
    Operation,
    Row,
    RowRefused,
    Skip,
    State,
    Unchanged,
    Verdict,
)
from portal_apps.bulk.operations.link_proposals import Confidence, Proposal, Proposals
from portal_apps.bulk.operations.service_settings import ORGANISATION, TYPE
from portal_apps.bulk.values import identifier
from portal_apps.orgs.domains import checked

PROPOSAL = "proposal"


def organisation(cell: str) -> str:
    if "." in cell:
        return checked(cell)
    try:
        return identifier(cell)
    except ValueError:
        raise ValueError("is neither the id nor a domain of an organisation") from None


class ServiceLinks(Operation):
    """`relink` moves services that belong to an organisation already; `least` is how sure a proposal has to be."""

    columns = (Column("service_id", identifier, required=True), Column(ORGANISATION, organisation))
    # They share what is asked about domains and organisations.
    rows_at_once = 50

    def __init__(self, *, relink: bool = False, least: Confidence = Confidence.CERTAIN) -> None:
        self._relink = relink
        self._enough = {Confidence.CERTAIN, least}

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        service = service_api_client.get_service(row["service_id"])["data"]
        return {name: service[name] for name in ("active", ORGANISATION, TYPE)}

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """For the plan, with a proposal for each."""
        proposals = Proposals()
        return [self._with_proposal(row, proposals) for row in rows]

    def plan(self, row: Row, state: State) -> Verdict:
        del row
        if not state["active"]:
            return Fault("The service is archived")
        proposal: Proposal | None = state.get(PROPOSAL)
        return Unchanged() if proposal is None else self._judged(proposal, state)

    def apply(self, row: Row, change: Change) -> None:
        """The type of the organisation comes with it."""
        organisations_client.update_service_organisation(row["service_id"], change.after[ORGANISATION])

    def undo(self, row: Row, change: Change) -> None:
        if change.before[ORGANISATION] is None:
            raise RowRefused("A service cannot be taken out of its organisation")
        organisations_client.update_service_organisation(row["service_id"], change.before[ORGANISATION])
        if TYPE in change.before:
            service_api_client.update_service(row["service_id"], organisation_type=change.before[TYPE])

    def _judged(self, proposal: Proposal, state: State) -> Verdict:
        if proposal.organisation is None:
            return Skip(proposal.text)
        if proposal.organisation["id"] == state[ORGANISATION]:
            return Unchanged()
        if state[ORGANISATION] and not self._relink:
            return Skip("It belongs to another organisation; --relink moves it")
        if proposal.confidence not in self._enough:
            return Skip(f"{proposal.text}; --least likely links it")
        after = {ORGANISATION: proposal.organisation["id"]}
        if proposal.organisation[TYPE] not in (None, state[TYPE]):
            after[TYPE] = proposal.organisation[TYPE]
        return Change({name: state[name] for name in after}, after, note=proposal.text)

    def _with_proposal(self, row: Row, proposals: Proposals) -> State:
        state = self.read(row)
        if not state["active"]:
            return state
        if ORGANISATION in row.values:
            return {**state, PROPOSAL: proposals.named(row[ORGANISATION])}
        if state[ORGANISATION] is None or self._relink:
            return {**state, PROPOSAL: proposals.by_members(row["service_id"])}
        return state
