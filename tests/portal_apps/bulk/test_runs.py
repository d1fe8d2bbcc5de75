"""Looking at runs, dividing them, joining their reports, and removing what is left of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from portal_apps.bulk import journal
from portal_apps.bulk.command import ExplainedCommand
from portal_apps.bulk.runs import alone_with, runs

SET = ("--set", "sms_message_limit=5")
ALL = ("bulk_services", "--select", "all", *SET)
OURS = sorted(name for name, app in get_commands().items() if app == "portal_apps.bulk")


class TestStatus:
    def test_lists_runs_newest_first(self, run, apply, estate):
        apply(*SET)
        run("bulk_services", "--select", "trial", *SET)

        first, second = run("bulk_status").out.splitlines()

        assert first.endswith("bulk_services of trial, planned: no rows")
        assert second.endswith("bulk_services of all, applied: 3 done")

    def test_shows_the_rows_of_one(self, run, apply, estate):
        estate.fails["POST"] = [400]
        apply(*SET, "--workers", "1")

        ended = run("bulk_status", "latest", "--state", "failed")

        assert ended.states == ["failed"]
        assert "2 done, 1 failed" in ended.messages

    def test_knows_a_run_by_its_beginning_or_end(self, run, estate):
        run(*ALL)
        (only,) = runs()

        assert only.name in run("bulk_status", only.name[:10]).messages
        assert only.name in run("bulk_status", only.identity).messages

    def test_says_that_there_is_no_such_run(self, run, folder):
        ended = run("bulk_status", "nothing")

        assert ended.status == 2
        assert "No runs are called 'nothing'" in ended.messages


class TestReport:
    def test_is_a_file_with_a_line_for_each_field(self, run, estate, tmp_path):
        path = tmp_path / "report.csv"

        ended = run(*ALL, "notes==SUM(A1)", "--report", str(path))

        lines = path.read_text().splitlines()
        assert ended.out == ""
        assert lines[0] == "row,subject,state,field,before,after,reason,status,trace,at"
        assert len(lines) == 7
        assert f"1,{estate.ids[0]},planned,notes,null,'=SUM(A1),,,," in lines[1]
        assert f"1,{estate.ids[0]},planned,sms_message_limit,1000,5,,,," in lines[2]

    def test_is_refused_before_anything_is_done_where_it_cannot_be(self, apply, estate, tmp_path):
        ended = apply(*SET, "--report", str(tmp_path / "nowhere" / "report.csv"))

        assert ended.status == 2
        assert "No such file" in ended.messages
        assert estate.asked["POST"] == 0

    def test_that_cannot_be_written_in_the_end_takes_nothing_back(self, run, apply, estate, tmp_path):
        path = tmp_path / "report.csv"
        estate.on_write = lambda: replaced_by_a_folder(path)

        ended = apply(*SET, "--report", str(path))

        assert ended.status == 1
        assert "cannot be written: Is a directory. bulk_status writes it, too" in ended.messages
        assert "applied: 3 done" in ended.messages
        assert run("bulk_status", "latest").states == ["done"] * 3

    def test_stays_as_it_was_when_the_command_is_refused(self, run, estate, tmp_path):
        path = tmp_path / "report.csv"
        path.write_text("of yesterday")

        run(*ALL, "--apply", "--report", str(path))

        assert path.read_text() == "of yesterday"


def replaced_by_a_folder(path):
    if path.is_file():
        path.unlink()
        path.mkdir()


class TestShards:
    @pytest.fixture
    def reports(self, run, estate, tmp_path):
        paths = [str(tmp_path / f"shard-{number}.jsonl") for number in (1, 2, 3)]
        for number, path in enumerate(paths, 1):
            run(*ALL, "--shard", f"{number}/3", "--report", path)
        return paths

    def test_have_each_row_once(self, run, estate, reports):
        ended = run("bulk_merge", *reports)

        assert ended.status == 1
        assert [row["subject"] for row in ended.rows] == estate.ids
        assert "3 reports: 3 planned" in ended.messages

    def test_are_merged_into_one_that_says_whether_all_is_done(self, run, reports):
        for path in map(Path, reports):
            path.write_text(path.read_text().replace('"planned"', '"done"'))

        assert run("bulk_merge", *reports).status == 0

    def test_are_refused_when_one_is_missing_or_there_twice(self, run, reports):
        full = [path for path in reports if Path(path).stat().st_size]

        assert "reports, and 3 shards" in run("bulk_merge", full[0]).messages
        assert "is in two of the reports" in run("bulk_merge", full[0], full[0]).messages

    def test_are_written_as_a_number_of_a_number(self, run, estate):
        ended = run(*ALL, "--shard", "4/3")

        assert ended.status == 2
        assert "write it as 3/8" in ended.messages


class TestMerge:
    @pytest.mark.parametrize("text", ["not json\n", "[1]\n", '{"state": "done"}\n'])
    def test_refuses_what_is_no_report(self, run, folder, tmp_path, text):
        path = tmp_path / "report.jsonl"
        path.write_text(text)

        ended = run("bulk_merge", str(path))

        assert ended.status == 2
        assert "is no report" in ended.messages


class TestPurge:
    @pytest.fixture
    def later(self, monkeypatch):
        """A hundred days have passed."""
        now = journal.now
        monkeypatch.setattr(
            "portal_apps.bulk.management.commands.bulk_purge.now", lambda: now() + timedelta(days=100)
        )

    def test_removes_old_runs(self, run, apply, estate, later):
        apply(*SET)

        assert run("bulk_purge", "--older-than", "101").out == "Removed: 0\n"
        assert run("bulk_purge", "--older-than", "99").out == "Removed: 1\n"
        assert runs() == []

    def test_keeps_one_that_is_half_done(self, run, apply, estate, later):
        estate.fails["POST"] = [503] * 1_000
        apply(*SET, "--patience", "0.01")

        assert run("bulk_purge", "--older-than", "0").out == "Removed: 0\n"

    def test_removes_any_by_its_name(self, run, estate, folder):
        run(*ALL)

        run("bulk_purge", "--run", "latest")

        assert [path.suffix for path in folder.iterdir()] == [".lock"]

    def test_removes_what_was_left_of_one_that_was_killed_while_it_read_its_input(self, run, folder, later):
        folder.mkdir()
        (folder / "20261126T175944829555-e8d72af5ac9d.loading").touch()
        (folder / "20261126T175944829555-e8d72af5ac9d.loading-wal").touch()

        ended = run("bulk_purge", "--older-than", "1")

        assert ended.out == "Removed: 1\n"
        assert [path.suffix for path in folder.iterdir()] == [".lock"]

    def test_leaves_one_that_is_at_work(self, run, apply, estate, later):
        apply(*SET)

        with alone_with(runs()[0].identity):
            ended = run("bulk_purge", "--older-than", "1")

        assert ended.out == "Removed: 0\n"
        assert "Another process is working on this run" in ended.messages

    def test_asks_which(self, run, estate):
        run(*ALL)

        ended = run("bulk_purge", "--run", "nothing")

        assert ended.status == 2
        assert len(runs()) == 1


class TestJournalThatCannotBeUsed:
    @pytest.fixture
    def damaged(self, run, estate, folder):
        """The names of two runs, of which the newer one has a journal that is none."""
        for value in ("5", "6"):
            run("bulk_services", "--select", "all", "--set", f"rate_limit={value}")
        newer, older = runs()
        newer.path.write_bytes(b"no journal at all")
        return newer.name, older.name

    def test_hides_no_other(self, run, damaged):
        newer, older = damaged

        ended = run("bulk_status")

        assert ended.status == 1
        assert ended.out.startswith(older)
        assert f"The journal of run {newer} cannot be used" in ended.messages

    @pytest.mark.parametrize("name", ["bulk_status", "bulk_retry", "bulk_undo"])
    def test_is_named_by_whatever_needs_it(self, run, damaged, name):
        ended = run(name, "latest")

        assert ended.status == 1
        assert f"The journal of run {damaged[0]} cannot be used" in ended.messages

    def test_is_removed_by_its_name_only(self, run, damaged):
        newer, older = damaged

        ended = run("bulk_purge", "--older-than", "0")
        left = [one.name for one in runs()]
        run("bulk_purge", "--run", newer)

        assert f"The journal of run {newer} cannot be used" in ended.messages
        assert older not in left
        assert left == [newer]
        assert runs() == []

    def test_is_said_of_a_folder_that_is_none(self, run, estate, settings, tmp_path):
        settings.BULK_FOLDER = tmp_path / "file"
        settings.BULK_FOLDER.write_text("")

        ended = run("bulk_services", "--select", "all", "--set", "rate_limit=5")

        assert ended.status == 1
        assert f"{settings.BULK_FOLDER} cannot be used: File exists" in ended.messages


class TestRetry:
    def test_shows_the_new_plan_first(self, run, apply, estate):
        estate.fails["POST"] = [400]
        apply(*SET, "--workers", "1")

        ended = run("bulk_retry", "latest")

        assert ended.states == ["planned", "done", "done"]
        assert "--apply --expect" in ended.messages
        assert estate.asked["POST"] == 3

    def test_of_a_run_that_was_undone_is_refused(self, run, apply, estate):
        apply(*SET)
        run("bulk_undo", "latest", "--apply", "--as-user", estate.admin["id"])

        ended = run("bulk_retry", "latest")

        assert ended.status == 2
        assert "give its command again" in ended.messages


class TestHelp:
    @pytest.mark.parametrize("name", OURS)
    def test_ends_with_an_example(self, name):
        command = load_command_class("portal_apps.bulk", name)

        assert isinstance(command, ExplainedCommand)
        assert (
            f"manage.py {name} "
            in command.create_parser("manage.py", name).format_help().partition("example:")[2]
        )
