"""Runs as platform admins see them on a page, whatever state their journals are in."""

import os
import sqlite3
import time
from contextlib import closing

import pytest
from django.core.management import get_commands, load_command_class

from portal_apps.bulk.command import BulkCommand
from portal_apps.bulk.journal import now
from portal_apps.bulk.runs import alone_with, runs
from portal_apps.bulk.states import Phase, RowState
from portal_apps.bulk.undoing import SECONDS_TO_START
from tests.browsers import browser_of
from tests.pages import main, text_of, texts

SET = ("--set", "sms_message_limit=5")
FRAGMENT = {"HX-Request": "true"}
MISSING = "20261123T091717171717-0123456789ab"


@pytest.fixture
def browser(folder, estate):
    return browser_of(estate.admin)


@pytest.fixture
def applied(apply, estate):
    """A run of which the second row has failed."""
    estate.fails["POST"] = [None, 400]
    apply(*SET, "--workers", "1")
    (only,) = runs()
    return only


def noted(run, **facts):
    with run.opened() as journal:
        journal.note(**facts)


def commands(page) -> list[str]:
    return [line for element in main(page).iter("pre") for line in "".join(element.itertext()).splitlines()]


class TestList:
    def test_says_what_became_of_each_run(self, browser, applied, estate):
        page = browser.get("/bulk")

        cells = texts(page, "td", "govuk-table__cell")
        assert cells == ["bulk_services all", estate.admin["name"], "2", "1", "0", "Applied"]
        assert f"/bulk/{applied.name}" in [a.get("href") for a in main(page).iter("a")]

    def test_has_a_place_for_a_journal_that_cannot_be_read(self, browser, applied):
        applied.path.write_bytes(b"not a database" * 1_000)

        page = browser.get("/bulk")

        assert texts(page, "td") == ["This journal is damaged, or cannot be read by the portal."]

    def test_leaves_out_what_is_no_journal(self, browser, applied):
        applied.path.rename(applied.path.with_name("..sqlite3"))

        assert "There are none." in text_of(main(browser.get("/bulk")))

    @pytest.mark.parametrize("place", ["nowhere", "a-file/below"])
    def test_is_empty_where_there_is_no_folder(self, browser, settings, tmp_path, place):
        (tmp_path / "a-file").touch()
        settings.BULK_FOLDER = tmp_path / place

        assert "There are none." in text_of(main(browser.get("/bulk")))


class TestRun:
    def test_has_its_rows_with_reasons(self, browser, applied, estate):
        page = browser.get(f"/bulk/{applied.name}")

        rows = [texts(row, "td") for row in main(page).iter("tr")][1:]
        assert [row[0] for row in rows] == estate.ids
        assert rows[0][1] == "sms_message_limit: 1000 to 5"
        assert rows[1][2].startswith("failed: 400 told to fail")

    def test_shows_only_rows_of_one_state(self, browser, applied, estate):
        page = browser.get(f"/bulk/{applied.name}?state=failed")

        assert [texts(row, "td")[:1] for row in main(page).iter("tr")][1:] == [[estate.ids[1]]]

    def test_has_pages(self, browser, applied):
        assert browser.get(f"/bulk/{applied.name}?page=2").status_code == 404
        assert browser.get(f"/bulk/{applied.name}?state=new").status_code == 200

    def test_says_how_it_goes_on(self, browser, applied, estate):
        name, who = applied.name, f"--apply --as-user {estate.admin['id']}"

        assert commands(browser.get(f"/bulk/{name}")) == [
            f"python manage.py bulk_retry {name}",
            f"python manage.py bulk_retry {name} {who}",
            f"python manage.py bulk_undo {name}",
            f"python manage.py bulk_undo {name} {who}",
        ]

    def test_quotes_what_was_typed(self, browser, run, estate, table):
        file = table("service_id", estate.ids[0])
        digest = run("bulk_services", "--set", "notes=it's $HOME", "--shard", "1/1", "--file", file).digest

        (line,) = commands(browser.get(f"/bulk/{runs()[0].name}"))

        assert line == (
            """python manage.py bulk_services --set 'notes=it'"'"'s $HOME' --file services.csv """
            f"--expect {digest} --apply --as-user {estate.admin['id']}"
        )

    def test_names_no_file_where_there_was_none(self, browser, run, estate):
        run("bulk_services", "--select", "all", *SET)
        noted(runs()[0], input="services that were found")

        (line,) = commands(browser.get(f"/bulk/{runs()[0].name}"))

        assert "--file" not in line

    def test_can_name_every_option_of_a_command(self):
        """As --name-of-it, whatever the command."""
        ours = [
            load_command_class(app, name) for name, app in get_commands().items() if app == "portal_apps.bulk"
        ]
        written = [
            (f"--{option.replace('_', '-')}", command.create_parser("manage.py", "x").format_help())
            for command in ours
            if isinstance(command, BulkCommand)
            for option in command.own_options
        ]

        assert written
        assert [option for option, text in written if option not in text] == []

    def test_that_was_stopped_says_so(self, browser, applied):
        noted(applied, phase=Phase.APPLYING)

        page = browser.get(f"/bulk/{applied.name}")

        assert "Stopped while applying" in text_of(main(page))
        assert commands(page)[0].startswith(
            "python manage.py bulk_services --select=all --set sms_message_limit=5 --apply --as-user "
        )

    def test_changes_nothing_on_disk(self, browser, applied):
        before = {path.name: path.read_bytes() for path in applied.path.parent.glob("*.sqlite3")}

        for address in ("", ".json", ".csv", "/undo"):
            assert b"".join(browser.get(f"/bulk/{applied.name}{address}"))

        assert {path.name: path.read_bytes() for path in applied.path.parent.glob("*.sqlite3")} == before


class TestProgress:
    @pytest.fixture
    def under_way(self, applied):
        """One row was done half a minute ago, the others wait."""
        noted(applied, phase=Phase.APPLYING, started_at=now().isoformat())
        with applied.opened() as journal, journal.writes() as connection:
            connection.execute("UPDATE rows SET state = 'planned' WHERE position > 1")
            connection.execute("UPDATE rows SET at = at + 1000 WHERE position = 1")
        with alone_with(applied.identity):
            yield applied

    def test_refreshes_itself(self, browser, under_way):
        page = browser.get(f"/bulk/{under_way.name}")
        part = browser.get(f"/bulk/{under_way.name}.json", headers=FRAGMENT)

        assert f'hx-get="/bulk/{under_way.name}.json"' in page.content.decode()
        assert part.status_code == 200
        assert "1 of 3 rows, 1.0 a second, 2 seconds left" in part.content.decode()

    def test_is_not_sent_again_unchanged(self, browser, applied):
        noted(applied, phase=Phase.UNDOING)
        with alone_with(applied.identity):
            part = browser.get(f"/bulk/{applied.name}.json", headers=FRAGMENT)
            again = browser.get(
                f"/bulk/{applied.name}.json", headers={**FRAGMENT, "If-None-Match": part["ETag"]}
            )

        assert again.status_code == 304

    def test_counts_what_cannot_be_taken_back_as_seen(self, browser, applied):
        """Such a row stays done, so the time beside it tells."""
        noted(applied, phase=Phase.UNDOING, undo_started_at=now().isoformat())
        with applied.opened() as journal, journal.writes() as connection:
            connection.execute("UPDATE rows SET at = at + 1000 WHERE position = 1")
        with alone_with(applied.identity):
            part = browser.get(f"/bulk/{applied.name}.json", headers=FRAGMENT)

        assert "1 of 2 rows" in part.content.decode()

    def test_ends_with_the_run(self, browser, applied):
        part = browser.get(f"/bulk/{applied.name}.json", headers=FRAGMENT)

        assert part.status_code == 286
        assert browser.get(f"/bulk/{applied.name}.json").json()["stop"] == 1
        assert b"hx-get" not in browser.get(f"/bulk/{applied.name}").content


class TestReport:
    def test_has_every_row_and_no_formula(self, browser, apply, estate):
        apply("--set", "notes==SUM(A1)")

        report = b"".join(browser.get(f"/bulk/{runs()[0].name}.csv")).decode()

        lines = report.splitlines()
        assert lines[0].endswith("row,subject,state,field,before,after,reason,status,trace,at")
        assert f"1,{estate.ids[0]},done,notes,null,'=SUM(A1)," in lines[1]
        assert lines[-1].startswith("# Complete. Rows: 3.")


class TestJournalsThatCannotBeShown:
    ADDRESSES = ("", ".json", ".csv", "/undo")

    def assert_says(self, browser, name, why):
        for address in self.ADDRESSES:
            page = browser.get(f"/bulk/{name}{address}")
            assert (page.status_code, texts(page, "h1")) == (404, ["This run cannot be shown"])
            assert why in text_of(main(page))
        assert browser.post(f"/bulk/{name}/undo").status_code == 404

    def test_were_removed_or_are_elsewhere(self, browser):
        self.assert_says(browser, MISSING, "on another machine")

        assert not runs()

    def test_are_of_another_format(self, browser, applied):
        noted(applied, format=2)

        self.assert_says(browser, applied.name, "another version of the portal")

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM about WHERE name = 'command'",
            "DELETE FROM about WHERE name = 'phase'",
            "UPDATE about SET value = '\"dancing\"' WHERE name = 'phase'",
            "UPDATE about SET value = '{' WHERE name = 'options'",
            "UPDATE about SET value = '\"a while ago\"' WHERE name = 'created_at'",
            "UPDATE about SET value = '[]' WHERE name = 'options'",
            "UPDATE rows SET state = 'dancing'",
            "DROP TABLE rows",
            "DROP TABLE about",
        ],
    )
    def test_are_damaged(self, browser, applied, statement):
        with closing(sqlite3.connect(applied.path)) as connection, connection:
            connection.execute(statement)

        self.assert_says(browser, applied.name, "damaged")

    @pytest.mark.parametrize(
        "column", ["before = NULL", "after = '[]'", "at = 'soon'", "at = 1e300", "input = 'x'"]
    )
    def test_have_a_damaged_row(self, browser, applied, column):
        with closing(sqlite3.connect(applied.path)) as connection, connection:
            connection.execute(f"UPDATE rows SET {column}")  # noqa: S608 - the words above

        for address in ("", ".json", ".csv", "/undo"):
            page = browser.get(f"/bulk/{applied.name}{address}")
            assert (page.status_code, texts(page, "h1")) == (404, ["This run cannot be shown"])

    def test_are_cut(self, browser, applied):
        applied.path.write_bytes(applied.path.read_bytes()[:5_000])

        self.assert_says(browser, applied.name, "damaged")

    @pytest.mark.parametrize("name", ["latest", "..%2f..%2fetc", "2026", MISSING.upper(), f"{MISSING}a"])
    def test_are_called_as_runs_are(self, browser, name):
        assert browser.get(f"/bulk/{name}").status_code == 404
        assert browser.get(f"/bulk/{name}/undo").status_code == 404


class TestUndo:
    def test_shows_what_would_be_put_back_and_asks(self, browser, applied, estate):
        page = browser.get(f"/bulk/{applied.name}/undo")

        rows = [texts(row, "td") for row in main(page).iter("tr")][1:]
        assert "Are you sure you want to put back 2 rows?" in text_of(main(page))
        assert rows[0] == [estate.ids[0], "sms_message_limit: 5", "sms_message_limit: 1000"]
        assert not applied.undo_log.exists()

    def test_is_refused_while_a_process_is_at_it(self, browser, applied):
        with alone_with(applied.identity):
            looked = browser.get(f"/bulk/{applied.name}/undo", follow=True)
            sent = browser.post(f"/bulk/{applied.name}/undo", follow=True)

        assert "A process is working on this run" in text_of(main(looked))
        assert "Nothing was started. A process is working on this run" in text_of(main(sent))
        assert not applied.undo_log.exists()

    def test_is_refused_where_nothing_was_done(self, browser, run, estate):
        run("bulk_services", "--select", "all", *SET)

        sent = browser.post(f"/bulk/{runs()[0].name}/undo", follow=True)

        assert "Nothing was started. There is nothing to put back" in text_of(main(sent))

    @pytest.mark.parametrize(
        ("facts", "why"),
        [
            (
                {"command": "bulk_lifecycle", "options": {"to": "archive", "only_ready": False}},
                "What this run has done cannot be undone",
            ),
            ({"command": "bulk_tomorrow"}, "is not part of this version"),
            ({"command": "check"}, "is not part of this version"),
        ],
    )
    def test_is_refused_where_there_is_none(self, browser, applied, facts, why):
        noted(applied, **facts)

        page = browser.get(f"/bulk/{applied.name}")

        assert why in text_of(main(page))
        assert "bulk_undo" not in " ".join(commands(page))
        assert browser.get(f"/bulk/{applied.name}/undo").status_code == 302

    def test_is_a_command_line_where_processes_are_not_started(self, browser, applied, settings):
        settings.BULK_UNDO_FROM_PORTAL = False

        page = browser.get(f"/bulk/{applied.name}/undo")

        assert commands(page)[-1].startswith(f"python manage.py bulk_undo {applied.name} --apply")
        assert list(main(page).iter("form")) == []
        assert browser.post(f"/bulk/{applied.name}/undo").status_code == 403
        assert not applied.undo_log.exists()

    def test_needs_the_token_of_its_form(self, browser, applied):
        browser.handler.enforce_csrf_checks = True

        assert browser.post(f"/bulk/{applied.name}/undo").status_code == 400
        assert not applied.undo_log.exists()


class TestUndoThatWasStarted:
    @pytest.fixture
    def unreachable(self, monkeypatch):
        """An undo in front of an API that is away."""
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "notify_portal.settings.local")
        monkeypatch.setenv("API_HOST_NAME", "http://127.0.0.1:9")

    def test_is_another_process_that_says_how_it_ends(self, browser, applied, unreachable):
        sent = browser.post(f"/bulk/{applied.name}/undo", follow=True)
        again = browser.post(f"/bulk/{applied.name}/undo", follow=True)

        assert "The undo has been started" in text_of(main(sent))
        assert b"hx-get" in sent.content
        assert "Nothing was started. A process is working on this run" in text_of(main(again))
        assert applied.undo_log.stat().st_mode & 0o777 == 0o600
        deadline = time.monotonic() + SECONDS_TO_START
        while b"hx-get" in (page := browser.get(f"/bulk/{applied.name}")).content:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert "The API cannot be asked now" in text_of(main(page))
        with applied.opened() as journal:
            assert journal.counts() == {RowState.DONE: 2, RowState.FAILED: 1}

    def test_shows_nobody_where_it_broke(self, browser, applied):
        applied.undo_log.write_text('Traceback (most recent call last):\n  File "secret.py"\n')

        page = browser.get(f"/bulk/{applied.name}")

        assert f"which is in {applied.undo_log.name}" in text_of(main(page))
        assert b"secret.py" not in page.content

    def test_that_never_said_a_word_can_be_started_again(self, browser, applied):
        applied.undo_log.touch()
        os.utime(applied.undo_log, (1, 1))

        assert browser.get(f"/bulk/{applied.name}/undo").status_code == 200

    def test_goes_with_its_journal(self, run, applied):
        applied.undo_log.touch()

        run("bulk_purge", "--run", applied.name)

        assert not applied.undo_log.exists()
