"""What an operation may say of itself, and what the engine makes of it."""

import io

import pytest
from requests import Response

from gateway.errors import InvalidResponse, Unavailable, error_for
from portal_apps.bulk.engine import Tempo, Wish
from portal_apps.bulk.leading import Leader, Task
from portal_apps.bulk.operation import Row, RowRefused
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.progress import Lines, Meter
from portal_apps.bulk.reports import Report
from portal_apps.bulk.runs import runs
from portal_apps.bulk.source import Listed
from portal_apps.bulk.states import RowState
from tests.portal_apps.bulk.invitations import Invitations
from tests.portal_apps.bulk.pairs import NEW, OLD, Pairs

ADA, BEN = "ada@example.gov.uk", "ben@example.gov.uk"


@pytest.fixture
def invitations():
    return Invitations()


@pytest.fixture
def carried_out(folder, quick):
    """`carried_out(operation, {"email": ...}, ...)`: the rows of the journal afterwards."""

    def carry_out(operation, *rows, workers=1):
        leader = leader_of(workers)
        source = Listed("people", str(rows), [Row(number, values) for number, values in enumerate(rows, 1)])
        leader.carry_out(Task("bulk_invite", {}, operation, source))
        return entries()

    return carry_out


def leader_of(workers=1):
    return Leader(
        wish=Wish("some admin", tempo=Tempo(workers)),
        meter=Meter(Lines(io.StringIO())),
        report=Report(io.StringIO()),
        messages=io.StringIO(),
        stop=Stop(),
    )


def entries():
    with runs()[0].opened() as journal:
        return list(journal.entries())


def undone(operation):
    leader_of().bring(runs()[0], operation, lambda engine, _journal: engine.undo())
    return entries()


def tried_again(operation):
    def steps(engine, journal):
        journal.put_back([RowState.UNKNOWN], RowState.SENDING)
        engine.apply()

    leader_of().bring(runs()[0], operation, steps)
    return entries()


class TestWhatCannotBeRepeated:
    def test_is_not_made_twice_when_its_answer_was_lost(self, carried_out, invitations):
        invitations.lost = [True]

        (entry,) = carried_out(invitations, {"email": ADA})

        assert entry.state is RowState.DONE
        assert list(invitations.there.values()) == [ADA]

    def test_is_made_again_when_it_had_time_and_did_not_come(self, carried_out, invitations):
        invitations.lost = [False]

        (entry,) = carried_out(invitations, {"email": ADA})

        assert entry.state is RowState.DONE
        assert list(invitations.there.values()) == [ADA]
        assert invitations.reads > 4

    def test_is_not_made_twice_when_it_comes_late(self, carried_out, invitations):
        invitations.lost = [False]
        invitations.carry_out = late(invitations)

        (entry,) = carried_out(invitations, {"email": ADA})

        assert entry.state is RowState.DONE
        assert list(invitations.there.values()) == [ADA]

    def test_stays_unknown_when_it_cannot_be_seen_either(self, carried_out, invitations):
        invitations.reads_back = False
        invitations.lost = [True]

        (entry,) = carried_out(invitations, {"email": ADA})

        assert entry.state is RowState.UNKNOWN
        assert list(invitations.there.values()) == [ADA]

    def test_has_an_id_also_when_the_answer_was_lost(self, carried_out, invitations):
        invitations.lost = [True]

        (entry,) = carried_out(invitations, {"email": ADA})

        assert entry.planned.result == {"invite_id": "invite 1"}

    def test_is_read_back_by_its_id(self, carried_out, invitations):
        read, seen = invitations.read, []
        invitations.read = lambda row: seen.append(row.get("invite_id")) or read(row)

        carried_out(invitations, {"email": ADA})

        assert seen == [None, None, "invite 1"]


def late(invitations):
    """The first one is lost, and made when somebody looks."""
    carry_out = invitations.carry_out

    def carried_out(row):
        try:
            return carry_out(row)
        finally:
            if not invitations.there:
                invitations.late = [row["email"]]

    return carried_out


def an_answer(status):
    response = Response()
    response.status_code = status
    return error_for(response)


class TestWhatIsCutInTheMiddle:
    def test_is_done_again_as_a_whole_when_nobody_knows(self, carried_out):
        pairs = Pairs()
        pairs.fails = [Unavailable(None)]

        (entry,) = carried_out(pairs, {})

        assert entry.state is RowState.DONE
        assert pairs.state == NEW

    @pytest.mark.parametrize("error", [an_answer(400), an_answer(520), InvalidResponse("no JSON")])
    def test_is_not_called_failed_while_a_part_of_it_is_there(self, carried_out, error):
        pairs = Pairs()
        pairs.fails = [error]

        (entry,) = carried_out(pairs, {})

        assert entry.state is RowState.UNKNOWN
        assert entry.reason.startswith("Perhaps written, or in part: ")

    def test_can_be_taken_back(self, carried_out):
        pairs = Pairs()
        pairs.fails = [an_answer(400)]
        carried_out(pairs, {})

        (entry,) = undone(pairs)

        assert entry.state is RowState.UNDONE
        assert pairs.state == OLD

    def test_is_no_more_known_when_it_cannot_be_taken_back(self, carried_out):
        pairs = Pairs()
        pairs.fails = [an_answer(400)]
        carried_out(pairs, {})
        pairs.state = {"left": 2, "right": 42}

        (entry,) = undone(pairs)

        assert entry.state is RowState.UNKNOWN
        assert "changed since" in entry.reason

    def test_is_done_by_a_second_try(self, carried_out):
        pairs = Pairs()
        pairs.fails = [an_answer(400)]
        carried_out(pairs, {})

        (entry,) = tried_again(pairs)

        assert entry.state is RowState.DONE
        assert pairs.state == NEW


class TestUndo:
    def test_goes_by_what_apply_has_returned(self, carried_out, invitations):
        carried_out(invitations, {"email": ADA}, {"email": BEN})

        rows = undone(invitations)

        assert [row.state for row in rows] == [RowState.UNDONE] * 2
        assert invitations.there == {}

    def test_writes_its_events_the_other_way_round(self, carried_out, invitations):
        carried_out(invitations, {"email": ADA})
        undone(invitations)

        assert invitations.audited == ["invited", None]

    def test_of_what_cannot_be_undone_leaves_it_done_with_the_reason(self, carried_out, invitations):
        carried_out(invitations, {"email": ADA})
        invitations.undo = super(Invitations, invitations).undo

        (row,) = undone(invitations)

        assert row.state is RowState.DONE
        assert row.reason == "This cannot be undone"


class TestPersonalValues:
    def test_are_gone_when_the_row_is_done(self, carried_out, invitations):
        (entry,) = carried_out(invitations, {"email": ADA})

        assert "email" not in entry.row.values
        assert ADA.encode() not in runs()[0].path.read_bytes()

    def test_are_kept_while_the_row_may_be_tried_again(self, carried_out, invitations):
        (entry,) = carried_out(invitations, {"email": ADA, "team": "none"})

        assert entry.state is RowState.FAILED
        assert entry.row["email"] == ADA
        assert "email" not in entry.public

    def test_do_not_name_the_row(self, carried_out, invitations):
        (entry,) = carried_out(invitations, {"email": ADA})

        assert ADA not in entry.subject + entry.key


class TestOrder:
    def test_rows_of_one_lane_are_never_written_at_once(self, carried_out, invitations):
        invitations.lane = lambda row: row["team"]

        carried_out(
            invitations, *[{"email": f"{n}@example.gov.uk", "team": "a"} for n in range(20)], workers=8
        )

        assert invitations.most_at_once == 1

    def test_rows_in_order_wait_for_each_other(self, carried_out, invitations):
        invitations.in_order = True

        rows = [{"email": f"{n}@example.gov.uk"} for n in range(20)]
        carried_out(invitations, *rows, workers=8)

        assert list(invitations.there.values()) == [row["email"] for row in rows]


class TestRefusals:
    def test_of_a_plan_fail_the_row(self, carried_out, invitations):
        bad, good = carried_out(invitations, {"email": ADA, "team": "none"}, {"email": BEN})

        assert (bad.state, bad.reason) == (RowState.FAILED, "There is no team none")
        assert good.state is RowState.DONE

    def test_of_several_rows_that_share_calls_spoil_no_other(self, carried_out, invitations):
        invitations.rows_at_once = 10
        invitations.read_many = several(invitations)

        bad, good = carried_out(invitations, {"email": ADA}, {"email": BEN})

        assert bad.state is RowState.FAILED
        assert good.state is RowState.DONE


def several(invitations):
    def read_many(rows):
        if any(row["email"] == ADA for row in rows):
            raise RowRefused("Nobody may read Ada")
        return [invitations.read(row) for row in rows]

    return read_many
