"""orgs_import: organisations from a file, against a sandbox, whose state is the judge."""

import pytest

from gateway import bypassed, organisations_client
from portal_apps.bulk.operation import Change, Row, RowRefused
from portal_apps.bulk.operations.organisation_directory import Directory
from portal_apps.bulk.operations.organisation_facts import CREATED_ID, FOUND_ID, NOTHING, OrganisationFacts
from portal_apps.bulk.source import BadRow
from tests.builders import an_organisation
from tests.portal_apps.bulk.gate import AFTER, Hold, gate_to

HEADER = "name,type,crown,agreement,domains,email_branding,notes"
SECONDS = 60


def organisations():
    """All of them in full, archived ones too, by name."""
    with bypassed():
        listed = organisations_client.get_organisations()
        whole = [organisations_client.get_organisation(one["id"]) for one in listed]
    return {one["name"]: one for one in whole}


@pytest.fixture
def directory():
    meadow = an_organisation(name="Meadowbridge", domains=["meadowbridge.gov.uk"])
    rivers = an_organisation(name="Rivers", domains=["rivers.gov.uk"])
    return Directory(
        by_name={"meadowbridge": meadow, "rivers": rivers},
        by_domain={"meadowbridge.gov.uk": meadow, "rivers.gov.uk": rivers},
        brands={"email_branding": {"green": "brand 1"}, "letter_branding": {}},
    )


class TestDirectory:
    def placed(self, directory, **values):
        return list(directory.placed(Row(2, values)))

    def test_finds_an_organisation_by_its_name_before_its_domain(self, directory):
        (row,) = self.placed(directory, name="MEADOWBRIDGE", domains=["new.gov.uk"], email_branding="Green")

        assert row.values == {
            "name": "MEADOWBRIDGE",
            "domains": ["new.gov.uk"],
            "email_branding_id": "brand 1",
            FOUND_ID: directory.by_name["meadowbridge"]["id"],
        }

    def test_finds_it_by_its_domain_and_says_so(self, directory):
        (row,) = self.placed(directory, name="Meadowbridge City", domains=["meadowbridge.gov.uk"])

        assert row[FOUND_ID] == directory.by_name["meadowbridge"]["id"]
        assert row["found_by"] == "Found by its domain meadowbridge.gov.uk"

    def test_says_everything_that_stands_against_a_row(self, directory):
        known = self.placed(directory, name="Rivers", domains=["meadowbridge.gov.uk"], email_branding="gren")
        new = self.placed(directory, name="New", crown=None)

        assert known == [
            BadRow(2, "domains", "meadowbridge.gov.uk belongs to Meadowbridge"),
            BadRow(2, "email_branding", "no brand has this name; is it 'green'?"),
        ]
        assert new == [
            BadRow(2, "type", "is missing: a new organisation needs it"),
            BadRow(2, "crown", "is missing: a new organisation needs it"),
        ]

    def test_knows_no_organisation_that_has_domains_of_two(self, directory):
        rows = self.placed(directory, name="Both", domains=["meadowbridge.gov.uk", "rivers.gov.uk"])

        assert rows == [BadRow(2, "domains", "rivers.gov.uk belongs to Rivers")]


class TestOperation:
    def test_does_not_change_one_that_is_archived_meanwhile(self, api):
        organisation = an_organisation(active=False)
        api.answers("GET", f"/organisations/{organisation['id']}", organisation)

        with pytest.raises(RowRefused, match="archived"):
            OrganisationFacts().read(Row(2, {"name": "Gone", FOUND_ID: organisation["id"]}))

    def test_goes_on_with_one_that_was_made_and_not_filled(self, api):
        organisation = an_organisation(name="New", domains=[])
        api.answers("GET", "/organisations/search", {"data": [organisation]})
        api.answers("GET", f"/organisations/{organisation['id']}", organisation)
        api.answers("POST", f"/organisations/{organisation['id']}", status=204)
        row = Row(2, {"name": "New", "organisation_type": "local", "crown": False, "domains": ["new.gov.uk"]})
        change = OrganisationFacts().plan(row, NOTHING)

        result = OrganisationFacts().apply(row, change)

        assert result == {CREATED_ID: organisation["id"]}
        assert api.writes == [("POST", f"/organisations/{organisation['id']}")]
        assert api.asked[-1].body == {"domains": ["new.gov.uk"]}

    def test_clears_what_the_file_says_is_empty(self, api):
        organisation = an_organisation(notes="Old", email_branding_id="brand 1")
        api.answers("GET", f"/organisations/{organisation['id']}", organisation)
        values = {"name": organisation["name"], "notes": "", "email_branding_id": None, "domains": []}
        row = Row(2, {**values, FOUND_ID: organisation["id"]})

        change = OrganisationFacts().plan(row, OrganisationFacts().read(row))

        assert change == Change(
            {"domains": ["meadowbridge.gov.uk"], "email_branding_id": "brand 1", "notes": "Old"},
            {"domains": None, "email_branding_id": None, "notes": None},
        )


class TestCommand:
    @pytest.fixture
    def file(self, table):
        return table(
            HEADER,
            "Meadowbridge City Council,local,no,no,meadowbridge.gov.uk meadow.gov.uk,,Two domains",
            "Northmoor Hospitals,nhs_local,no,no,northmoor.nhs.uk,,",
            "Fenland Drainage Board,other,no,unknown,fenland-drainage.gov.uk,,New",
            "Department for Rivers and Harbours,central,yes,yes,rivers-harbours.gov.uk,,",
        )

    def test_makes_changes_leaves_and_takes_back(self, at_sandbox, file):
        arguments = ("orgs_import", "--file", file)

        before = organisations()
        planned = at_sandbox(*arguments)
        after_plan = organisations()
        applied = at_sandbox(*arguments, apply=True)
        after = organisations()
        again = at_sandbox(*arguments, apply=True)
        undone = at_sandbox("bulk_undo", applied.name, apply=True)

        assert after_plan == before
        assert planned.states == ["planned", "planned", "planned", "unchanged"]
        assert applied.states == ["done", "done", "done", "unchanged"]
        assert sorted(after["Meadowbridge City Council"]["domains"]) == [
            "meadow.gov.uk",
            "meadowbridge.gov.uk",
        ]
        assert after["Northmoor Hospitals"]["domains"] == ["northmoor.nhs.uk"]
        assert after["Fenland Drainage Board"]["agreement_signed"] is None
        assert again.states == ["unchanged"] * 4
        assert undone.status == 0
        assert {name: one for name, one in organisations().items() if one["active"]} == before

    def test_lists_every_conflict_before_anything_is_written(self, at_sandbox, table):
        file = table(
            HEADER,
            "Department for Rivers and Harbours,central,yes,yes,meadowbridge.gov.uk,,",
            "Brand New,other,no,no,brand-new.gov.uk,No such brand,",
        )
        before = organisations()

        ended = at_sandbox("orgs_import", "--file", file, apply=True)

        assert ended.status == 2
        assert "row 2, domains: meadowbridge.gov.uk belongs to Meadowbridge City Council" in ended.messages
        assert "row 3, email_branding: no brand has this name" in ended.messages
        assert organisations() == before

    def test_says_what_is_bad_in_the_file_and_asks_nobody(self, api, run, folder, table):
        file = table(
            "name,type,domains",
            "One,local,one.gov.uk",
            "Two,parish,one.gov.uk",
            "Three,local,a@b.gov.uk nhs.uk",
            "Four,local,one.gov.uk",
        )

        ended = run("orgs_import", "--file", file)

        assert ended.status == 2
        complaints = [line for line in ended.messages.splitlines() if line.startswith("row")]
        assert [line.partition(":")[0] for line in complaints] == [
            "row 3, type",
            "row 4, domains",
            "row 5, domains",
        ]
        assert "a@b.gov.uk: A domain has no @ in it" in complaints[1]
        assert "one.gov.uk is in row 2 already" in complaints[2]
        assert not api.asked


class TestKilled:
    @pytest.mark.parametrize(
        ("name", "domains", "path"),
        [
            ("Killed when made", [], "/organisations"),
            ("Killed when filled", ["killed.gov.uk"], "/organisations/[0-9a-f-]{36}"),
        ],
    )
    def test_makes_no_second_organisation(self, started, at_sandbox, sandbox, table, name, domains, path):
        file = table(HEADER, f"{name},other,no,no,{' '.join(domains)},,")
        with gate_to(sandbox.url, Hold("POST", path, 1, AFTER)) as gate:
            process = started(gate, "orgs_import", "--file", file)
            assert gate.reached.wait(SECONDS), process.communicate()[1]
            process.kill()
            process.wait()
            gate.gone.set()

            again = started(gate, "orgs_import", "--file", file)
            _, messages = again.communicate(timeout=SECONDS)

        assert again.returncode == 0, messages
        (made,) = [one for one in organisations().values() if one["name"] == name]
        assert made["domains"] == domains
