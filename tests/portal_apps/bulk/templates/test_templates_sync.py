"""templates_sync, in front of a sandbox: nobody's change is lost on the way between a folder and a service."""

import pytest
from django.conf import settings as settings_of_tests

from gateway import acting_as, bypassed, service_api_client, template_folder_api_client
from tests.portal_apps.bulk.gate import AFTER, Hold, gate_to
from tests.portal_apps.bulk.processes import started

SECRET = {"ADMIN_CLIENT_SECRET": settings_of_tests.ADMIN_CLIENT_SECRET}
SECONDS = 60
NEW = "---\nname: {name}\ntype: sms\n{more}---\nHello ((name))\n"


class TestPull:
    def test_writes_a_file_for_each_template_in_folders_like_those_of_the_service(self, world):
        with acting_as(world.admin):
            folder_id = template_folder_api_client.create_template_folder(world.service_id, "Winter")
        world.add("Grit", "Salt is coming", parent_folder_id=folder_id)

        ended = world.pull()

        assert ended.status == 0
        assert ended.out.splitlines() == ["pulled    winter/grit.txt", "pulled    permit.txt"]
        assert world.file("winter/grit.txt").folder == ("Winter",)
        assert world.file().place == (world.permit, 1, ())

    def test_needs_no_folder_to_begin_with(self, world):
        world.path.rmdir()

        assert world.pull().status == 0
        assert world.file().id == world.permit

    def test_brings_what_is_newer(self, pulled):
        pulled.change(pulled.permit, content="Come and get it")

        ended = pulled.pull()

        assert ended.status == 0
        assert pulled.file().template.content == "Come and get it"
        assert pulled.file().version == 2

    def test_brings_nothing_in_a_dry_run(self, pulled):
        pulled.change(pulled.permit, content="Come and get it")

        ended = pulled.sync("--direction", "pull", "--dry-run")

        assert ended.status == 1
        assert ended.out.startswith("behind    permit.txt")
        assert pulled.file().version == 1

    def test_follows_a_file_that_was_renamed(self, pulled):
        (pulled.path / "permit.txt").rename(pulled.path / "licence.txt")
        pulled.change(pulled.permit, content="Come and get it")

        pulled.pull()

        assert [path.name for path in pulled.path.iterdir()] == ["licence.txt"]

    def test_leaves_what_was_changed_in_the_folder(self, pulled):
        pulled.edit("is ready", "is done")

        ended = pulled.pull()

        assert ended.status == 1
        assert "changed   permit.txt" in ended.out
        assert pulled.file().template.content == "Your permit is done"

    def test_reports_what_both_have_changed_and_leaves_it(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.change(pulled.permit, content="Come and get it")

        ended = pulled.pull()

        assert ended.status == 1
        assert ended.out.splitlines()[0] == "conflict  permit.txt"
        assert {"-Come and get it", "+Your permit is done"} < set(ended.out.splitlines())
        assert pulled.file().template.content == "Your permit is done"


class TestStatus:
    def test_says_nothing_where_nothing_differs(self, pulled):
        ended = pulled.sync()

        assert (ended.status, ended.out) == (0, "")

    def test_says_what_differs_and_how(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.write("new.txt", NEW.format(name="New", more=""))
        pulled.add("Elsewhere", "Hello")

        ended = pulled.sync()

        lines = ended.out.splitlines()
        assert ended.status == 1
        assert lines[0] == "new       new.txt"
        assert lines[1] == "changed   permit.txt"
        assert "-Your permit is ready" in lines
        assert lines[-1] == "missing   Elsewhere"

    def test_says_which_files_are_none(self, pulled):
        pulled.write("bad.txt", "Hello")

        ended = pulled.sync()

        assert ended.status == 2
        assert "bad.txt does not begin with front matter" in ended.messages

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--apply", "--as-user", "x"], "are for --direction push"),
            (["--copy-to", "b07801b4-4667-5aff-97a6-5bc5422da965"], "are for --direction push"),
        ],
    )
    def test_writes_nowhere(self, world, arguments, complaint):
        ended = world.sync(*arguments)

        assert ended.status == 2
        assert complaint in ended.messages

    def test_needs_a_folder(self, world):
        ended = world.sync(path=world.path / "elsewhere")

        assert ended.status == 2
        assert "there is no such folder" in ended.messages


class TestPush:
    def test_makes_nothing_of_what_is_the_same(self, pulled):
        ended = pulled.push()

        assert ended.states == ["unchanged"]
        assert pulled.now(pulled.permit).version == 1

    def test_keeps_line_ends_that_nobody_has_changed(self, world):
        template_id = world.add("Lines", "a\r\n\r\nb \n")
        world.pull()

        ended = world.push()

        assert ended.states == ["unchanged", "unchanged"]
        assert world.file("lines.txt").template.facts["content"] == "a\r\n\r\nb \n"
        assert world.now(template_id).version == 1

    def test_shows_the_plan_and_writes_nothing(self, pulled):
        pulled.edit("is ready", "is done")

        ended = pulled.push(applied=False)

        assert ended.states == ["planned"]
        assert ended.rows[0]["before"] == {"content": "Your permit is ready"}
        assert ended.rows[0]["after"] == {"content": "Your permit is done"}
        assert pulled.now(pulled.permit).version == 1

    def test_makes_a_new_version_and_the_file_knows_it(self, pulled):
        pulled.edit("is ready", "is done")

        ended = pulled.push()

        assert ended.states == ["done"]
        assert pulled.now(pulled.permit).content == "Your permit is done"
        assert pulled.file().version == 2
        assert pulled.sync().status == 0
        assert pulled.push().states == ["unchanged"]

    def test_makes_a_new_template_in_its_folder(self, pulled):
        more = "folder: [Winter, Letters]\n"
        pulled.write("new.txt", NEW.format(name="New", more=more))
        pulled.write("other.txt", NEW.format(name="Other", more=more))

        ended = pulled.push()

        assert ended.status == 0
        assert pulled.file("new.txt").place == (pulled.templates()["New"], 1, ("Winter", "Letters"))
        assert pulled.sync().status == 0
        with bypassed():
            assert len(template_folder_api_client.get_template_folders(pulled.service_id)) == 2

    def test_never_overwrites_what_somebody_else_has_changed(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.change(pulled.permit, content="Come and get it")

        ended = pulled.push()

        assert ended.status == 1
        assert "Conflict: the service has version 2" in ended.rows[0]["reason"]
        assert pulled.now(pulled.permit).content == "Come and get it"

    def test_a_conflict_is_over_once_the_file_names_the_new_version(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.change(pulled.permit, content="Come and get it")
        pulled.edit("version: 1", "version: 2")

        assert pulled.push().states == ["done"]
        assert pulled.now(pulled.permit).content == "Your permit is done"

    def test_leaves_a_file_that_is_only_behind(self, pulled):
        pulled.change(pulled.permit, content="Come and get it")

        ended = pulled.push()

        assert ended.states == ["skipped"]
        assert "has version 2 of it already: pull it" in ended.rows[0]["reason"]

    def test_makes_no_second_template_of_a_name(self, pulled):
        pulled.write("new.txt", NEW.format(name="Permit", more=""))

        ended = pulled.push()

        assert ended.states == ["failed", "unchanged"]
        assert "has a template of this name already" in ended.rows[0]["reason"]
        assert list(pulled.templates()) == ["Permit"]

    def test_says_what_the_service_has_no_more(self, pulled):
        with acting_as(pulled.admin):
            service_api_client.delete_service_template(pulled.service_id, pulled.permit)

        ended = pulled.push()

        assert ended.rows[0]["reason"] == "The service does not have this template any more"

    def test_cannot_change_the_type(self, pulled):
        pulled.edit("type: sms", "type: email\nsubject: Permit")

        assert "is of type sms, which cannot be changed" in pulled.push().rows[0]["reason"]

    def test_refuses_all_where_one_file_is_none(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.write("bad.txt", "Hello")

        ended = pulled.push()

        assert ended.status == 2
        assert "bad.txt: does not begin with front matter" in ended.messages
        assert pulled.now(pulled.permit).version == 1

    def test_refuses_two_files_of_one_template(self, pulled):
        pulled.write("copy.txt", (pulled.path / "permit.txt").read_text())

        ended = pulled.push()

        assert ended.status == 2
        assert "is about the same as row 1" in ended.messages


class TestUndo:
    def test_makes_a_version_with_the_text_from_before(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.push()

        undone = pulled.undo()

        assert undone.states == ["undone"]
        assert pulled.now(pulled.permit).content == "Your permit is ready"
        assert pulled.now(pulled.permit).version == 3
        assert pulled.pull().status == 0
        assert pulled.file().template.content == "Your permit is ready"

    def test_deletes_what_was_new(self, pulled):
        pulled.write("new.txt", NEW.format(name="New", more=""))
        pulled.push()

        assert pulled.undo().status == 0
        assert list(pulled.templates()) == ["Permit"]

    def test_leaves_what_was_changed_since(self, pulled):
        pulled.edit("is ready", "is done")
        pulled.push()
        pulled.change(pulled.permit, content="Come and get it")

        undone = pulled.undo()

        assert undone.states == ["done"]
        assert pulled.now(pulled.permit).content == "Come and get it"


class TestKilled:
    def test_makes_no_second_template(self, pulled, folder):
        pulled.write("new.txt", NEW.format(name="New", more=""))
        push = ("--direction", "push", "--apply", "--as-user", pulled.admin)
        arguments = ("templates_sync", "--service", pulled.service_id, "--dir", str(pulled.path), *push)
        hold = Hold("POST", f"/service/{pulled.service_id}/template", 1, AFTER)
        with gate_to(pulled.url, hold) as gate:
            environ = SECRET | {"API_HOST_NAME": gate.url, "BULK_FOLDER": str(folder)}
            process = started(arguments, environ)
            assert gate.reached.wait(SECONDS), process.communicate()[1]
            process.kill()
            process.communicate()
            gate.gone.set()

            again = started(arguments, environ)
            _, messages = again.communicate(timeout=SECONDS)

        assert again.returncode == 0, messages
        assert sorted(pulled.templates()) == ["New", "Permit"]
        assert pulled.file("new.txt").id == pulled.templates()["New"]
