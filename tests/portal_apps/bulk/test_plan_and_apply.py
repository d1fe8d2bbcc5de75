"""From a plan to what is done by it: shown, refused, applied, taken back."""

import pytest
from django.core.management import CommandError

from portal_apps.bulk.runs import runs

SET = ("--set", "sms_message_limit=5")
ALL = ("bulk_services", "--select", "all", *SET)


class TestPlan:
    def test_shows_old_and_new_and_writes_nothing(self, run, estate):
        ended = run(*ALL)

        assert ended.status == 0
        assert ended.states == ["planned"] * 3
        assert ended.rows[0]["before"] == {"sms_message_limit": 1_000}
        assert ended.rows[0]["after"] == {"sms_message_limit": 5}
        assert estate.asked["POST"] == 0
        assert f"with --apply --expect {ended.digest} --as-user" in ended.messages

    def test_is_all_that_a_dry_run_makes(self, run, estate):
        said = run(*ALL, "--dry-run")

        assert (said.status, said.digest) == (0, run(*ALL).digest)
        with pytest.raises(CommandError, match="not allowed with"):
            run(*ALL, "--dry-run", "--apply", "--as-user", estate.admin["id"])
        assert estate.asked["POST"] == 0

    def test_has_the_same_digest_whenever_it_is_the_same(self, run, estate):
        first, second = run(*ALL), run(*ALL)
        estate.services[estate.ids[0]]["sms_message_limit"] = 7

        changed = run(*ALL)

        assert first.digest == second.digest != changed.digest

    def test_replaces_the_one_that_nobody_has_applied(self, run, estate):
        run(*ALL)
        run(*ALL)

        assert len(runs()) == 1

    def test_removes_what_is_left_of_one_that_was_killed_while_it_read_its_input(self, run, estate, folder):
        run(*ALL)
        dead = runs()[0].path.with_suffix(".loading")
        dead.touch()

        run(*ALL)

        assert not dead.exists()

    def test_leaves_what_is_as_it_should_be(self, run, estate):
        estate.services[estate.ids[1]]["sms_message_limit"] = 5

        assert run(*ALL).states == ["planned", "unchanged", "planned"]

    def test_says_which_row_the_api_does_not_know(self, run, estate, table):
        file = table(
            "service_id,rate_limit", f"{estate.ids[0]},10", "7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,10"
        )

        ended = run("bulk_services", "--file", file)

        assert ended.status == 1
        assert ended.states == ["planned", "failed"]
        assert ended.rows[1]["status"] == 404


class TestApply:
    def test_needs_somebody_who_does_it(self, run, estate):
        ended = run(*ALL, "--apply")

        assert ended.status == 2
        assert "--apply needs --as-user" in ended.messages

    def test_needs_a_platform_admin(self, run, estate):
        estate.admin["platform_admin"] = False

        ended = run(*ALL, "--apply", "--as-user", "ada@example.gov.uk")

        assert ended.status == 2
        assert "only an active platform admin" in ended.messages
        assert estate.asked["POST"] == 0

    def test_writes_and_reads_back_each_row_in_the_name_of_the_person(self, apply, estate):
        ended = apply(*SET)

        assert ended.status == 0
        assert ended.states == ["done"] * 3
        assert estate.values("sms_message_limit") == [5, 5, 5]
        assert estate.bodies == [{"created_by": estate.admin["id"], "sms_message_limit": 5}] * 3
        # The plan, the look before the write and the one after it.
        assert estate.asked["GET"] == 9

    def test_says_who_does_not_hear_of_it(self, run, apply, estate, settings):
        assert "does not hear of it" in apply(*SET).messages
        assert "does not hear of it" not in run(*ALL).messages

        settings.REDIS_URL = "redis://redis.internal:6379/0"

        assert "does not hear of it" not in apply("--set", "sms_message_limit=6").messages

    def test_makes_no_second_write_when_it_is_done_again(self, apply, estate):
        apply(*SET)

        ended = apply(*SET)

        assert ended.states == ["unchanged"] * 3
        assert estate.asked["POST"] == 3

    def test_refuses_another_plan_than_expected(self, run, apply, estate):
        digest = run(*ALL).digest
        apply("--set", "sms_message_limit=7")

        ended = apply(*SET, "--expect", digest + "0")

        assert ended.status == 2
        assert "Nothing was written" in ended.messages
        assert estate.values("sms_message_limit") == [7, 7, 7]

    def test_applies_the_plan_that_was_shown_without_making_it_again(self, run, apply, estate):
        digest = run(*ALL).digest
        estate.asked.clear()

        ended = apply(*SET, "--expect", digest)

        assert ended.states == ["done"] * 3
        assert estate.asked["GET"] == 6

    def test_leaves_a_row_that_somebody_has_changed_since(self, run, apply, estate):
        digest = run(*ALL).digest
        estate.services[estate.ids[1]]["sms_message_limit"] = 42

        ended = apply(*SET, "--expect", digest)

        assert ended.status == 1
        assert ended.states == ["done", "failed", "done"]
        assert "changed since" in ended.rows[1]["reason"]
        assert estate.values("sms_message_limit") == [5, 42, 5]

    def test_says_that_the_api_took_a_change_and_does_not_show_it(self, apply, estate):
        estate.services[estate.ids[0]] = Stubborn(estate.services[estate.ids[0]])

        ended = apply(*SET)

        assert ended.status == 1
        assert ended.states == ["unknown", "done", "done"]


class Stubborn(dict):
    def update(self, facts):
        """As a service that does not change."""


class TestUndo:
    def test_shows_what_it_would_put_back(self, run, apply, estate):
        apply(*SET)

        ended = run("bulk_undo", "latest")

        assert ended.rows[0]["before"] == {"sms_message_limit": 5}
        assert ended.rows[0]["after"] == {"sms_message_limit": 1_000}
        assert estate.values("sms_message_limit") == [5, 5, 5]

    def test_puts_everything_back(self, run, apply, estate):
        apply(*SET)

        ended = run("bulk_undo", "latest", "--apply", "--as-user", estate.admin["id"])

        assert ended.status == 0
        assert ended.states == ["undone"] * 3
        assert estate.values("sms_message_limit") == [1_000] * 3

    def test_leaves_what_somebody_has_changed_since(self, run, apply, estate):
        apply(*SET)
        estate.services[estate.ids[2]]["sms_message_limit"] = 42

        ended = run("bulk_undo", "latest", "--apply", "--as-user", estate.admin["id"])

        assert ended.states == ["undone", "undone", "done"]
        assert "changed since" in ended.rows[2]["reason"]
        assert estate.values("sms_message_limit") == [1_000, 1_000, 42]


class TestRetry:
    def test_plans_and_does_what_failed(self, run, apply, estate):
        estate.fails["POST"] = [400]
        first = apply(*SET, "--workers", "1")

        ended = run("bulk_retry", "latest", "--apply", "--as-user", estate.admin["id"])

        assert first.states == ["failed", "done", "done"]
        assert ended.status == 0
        assert ended.states == ["done"] * 3
        assert estate.values("sms_message_limit") == [5, 5, 5]
        assert estate.asked["POST"] == 4
