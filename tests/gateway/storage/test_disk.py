"""The folder: what others find in it, and what happens when it cannot be used."""

import json

import pytest

from gateway.storage import StorageUnavailable, agreements, recipient_files
from tests.builders import an_id


class TestFolder:
    def test_holds_the_file_under_its_key_and_the_facts_beside_it(self, on_disk):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id, upload_id, b"name", {"valid": True})

        path = on_disk / "recipient_files" / f"service-{service_id}-notify" / f"{upload_id}.csv"
        beside = json.loads(path.with_name(f"{upload_id}.csv.facts.json").read_text())
        assert path.read_bytes() == b"name"
        assert beside == {"content_type": "text/csv", "metadata": {"valid": "True"}, "tags": {}}

    def test_holds_nothing_half_written(self, on_disk):
        service_id, upload_id = an_id(), an_id()

        class Broken:
            def read(self, _size):
                raise OSError("the upload broke off")

        with pytest.raises(StorageUnavailable):
            recipient_files.store(service_id, upload_id, Broken())

        assert not recipient_files.exists(service_id, upload_id)
        assert [path.suffix for path in on_disk.rglob("*") if path.is_file()] == [".json"]

    def test_files_are_for_their_owner_alone(self, on_disk):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id, upload_id, b"name")

        assert {path.stat().st_mode & 0o077 for path in on_disk.rglob("*.csv")} == {0}

    def test_a_file_that_a_person_put_there_is_served(self, on_disk):
        (on_disk / "agreements").mkdir()
        (on_disk / "agreements" / "non-crown.pdf").write_bytes(b"%PDF")

        with agreements.open(crown=False) as stream:
            assert stream.read() == b"%PDF"

    def test_is_unavailable_when_something_else_is_in_its_place(self, on_disk):
        (on_disk / "recipient_files").write_text("not a folder")

        with pytest.raises(StorageUnavailable):
            recipient_files.store(an_id(), an_id(), b"name")

    def test_a_removed_file_leaves_nothing(self, on_disk):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, b"name", {"valid": True})

        recipient_files.remove(service_id, upload_id)

        assert [path for path in on_disk.rglob("*") if path.is_file()] == []
