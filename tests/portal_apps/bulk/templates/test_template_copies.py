"""templates_sync --copy-to, in front of a sandbox: copies follow the original until somebody edits them."""

import pytest

from gateway import acting_as, service_api_client


class TestCopies:
    @pytest.fixture
    def others(self, pulled):
        return [pulled.a_service(f"{pulled.path.parent.name} {number}") for number in (1, 2)]

    def test_are_made_in_every_service_and_nowhere_else(self, pulled, others):
        ended = pulled.push("--copy-to", *others)

        assert ended.states == ["done", "done"]
        copies = [pulled.templates(service_id) for service_id in others]
        assert [list(copy) for copy in copies] == [["Permit"], ["Permit"]]
        assert pulled.now(pulled.permit).version == 1
        assert pulled.file().id == pulled.permit

    def test_follow_the_original(self, pulled, others):
        pulled.push("--copy-to", *others)
        pulled.edit("is ready", "is done")
        pulled.push()

        ended = pulled.push("--copy-to", *others)

        copy = pulled.templates(others[0])["Permit"]
        assert ended.states == ["done", "done"]
        assert pulled.now(copy, others[0]).content == "Your permit is done"
        assert pulled.push("--copy-to", *others).states == ["unchanged", "unchanged"]

    def test_with_a_text_of_their_own_are_left(self, pulled, others):
        pulled.push("--copy-to", *others)
        copy = pulled.templates(others[0])["Permit"]
        with acting_as(pulled.admin):
            service_api_client.update_service_template(others[0], copy, content="Ours")
        pulled.edit("is ready", "is done")
        pulled.push()

        ended = pulled.push("--copy-to", *others)

        assert ended.states == ["failed", "done"]
        assert "with a text of its own" in ended.rows[0]["reason"]
        assert pulled.now(copy, others[0]).content == "Ours"

    def test_can_be_taken_back(self, pulled, others):
        pulled.push("--copy-to", *others)

        assert pulled.undo().states == ["undone", "undone"]
        assert [pulled.templates(service_id) for service_id in others] == [{}, {}]

    def test_are_not_for_the_service_itself(self, pulled):
        assert "cannot be a copy of itself" in pulled.push("--copy-to", pulled.service_id).messages
