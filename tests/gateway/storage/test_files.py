"""What every place for files does, whichever it is."""

import csv
import io
from uuid import UUID

import pytest

from gateway.errors import NotFound
from gateway.storage import agreements, contact_lists, letter_originals, recipient_files, reports
from tests.builders import an_id

pytestmark = pytest.mark.usefixtures("place")

PEOPLE = b"phone number,name\r\n07700900001,Ada\r\n"


class TestStore:
    def test_what_was_stored_is_read(self):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id, upload_id, PEOPLE)

        assert recipient_files.read(service_id, upload_id) == PEOPLE

    def test_a_stream_is_stored_whole_from_where_it_stands(self):
        service_id, upload_id = an_id(), an_id()
        stream = io.BytesIO(b"skipped" + PEOPLE * 10_000)
        stream.seek(len(b"skipped"))

        recipient_files.store(service_id, upload_id, stream)

        assert recipient_files.read(service_id, upload_id) == PEOPLE * 10_000
        assert recipient_files.facts(service_id, upload_id).size == len(PEOPLE) * 10_000

    def test_a_second_file_replaces_the_first_with_its_metadata(self):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, b"first", {"valid": True})

        recipient_files.store(service_id, upload_id, b"second")

        assert recipient_files.read(service_id, upload_id) == b"second"
        assert recipient_files.metadata(service_id, upload_id) == {}

    def test_each_kind_has_a_place_of_its_own(self):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id, upload_id, PEOPLE)

        assert not contact_lists.exists(service_id, upload_id)

    def test_an_id_is_the_same_however_it_is_written(self):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id.upper(), UUID(upload_id), PEOPLE)

        assert recipient_files.exists(service_id, upload_id)

    def test_what_is_no_id_could_point_elsewhere_and_is_refused(self):
        with pytest.raises(ValueError, match="badly formed"):
            recipient_files.store(an_id(), f"../service-{an_id()}-notify/x", PEOPLE)

    def test_files_without_a_service_are_found_by_their_id(self):
        upload_id = an_id()

        letter_originals.store(upload_id, b"%PDF")

        assert letter_originals.read(upload_id) == b"%PDF"
        assert letter_originals.exists(upload_id)


class TestMetadata:
    def test_is_kept_as_the_text_that_the_api_compares_with(self):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(
            service_id, upload_id, PEOPLE, {"notification_count": 1, "valid": True, "sender_id": None}
        )

        assert recipient_files.metadata(service_id, upload_id) == {"notification_count": "1", "valid": "True"}

    def test_can_be_replaced_without_the_file(self):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, PEOPLE, {"original_file_name": "people.csv"})

        recipient_files.set_metadata(service_id, upload_id, {"valid": True})

        assert recipient_files.metadata(service_id, upload_id) == {"valid": "True"}
        assert recipient_files.read(service_id, upload_id) == PEOPLE
        assert recipient_files.facts(service_id, upload_id).content_type == "text/csv"

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("Liste d\u2019\u00e9lus \u2013 2026.csv", "Liste d?elus ? 2026.csv"),
            ("two\nlines.csv", "two lines.csv"),
            ("  people.csv ", "people.csv"),
            ("x" * 5_000, "x" * 1_600),
        ],
    )
    def test_is_ascii_on_one_line(self, given, kept):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id, upload_id, PEOPLE, {"original_file_name": given})

        assert recipient_files.metadata(service_id, upload_id) == {"original_file_name": kept}

    def test_a_name_that_s3_would_change_is_refused(self):
        with pytest.raises(ValueError, match="Valid"):
            recipient_files.store(an_id(), an_id(), PEOPLE, {"Valid": True})


class TestOpen:
    def test_a_large_file_is_read_line_by_line(self):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, b"name\r\n" + b"Ada\r\n" * 50_000)

        with io.TextIOWrapper(recipient_files.open(service_id, upload_id), encoding="utf-8") as lines:
            rows = sum(1 for _ in csv.reader(lines))

        assert rows == 50_001

    def test_a_stream_that_nobody_reads_can_be_closed(self):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, PEOPLE)

        stream = recipient_files.open(service_id, upload_id)
        stream.close()

        assert stream.closed

    def test_a_part_is_read_without_the_rest(self):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, PEOPLE)

        assert recipient_files.read_range(service_id, upload_id, 6, 6) == b"number"
        assert recipient_files.read_range(service_id, upload_id, len(PEOPLE) - 5, 50) == b"Ada\r\n"


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "ask",
        [
            recipient_files.read,
            recipient_files.open,
            recipient_files.metadata,
            lambda *ids: recipient_files.set_metadata(*ids, {"valid": True}),
        ],
        ids=["read", "open", "metadata", "set_metadata"],
    )
    def test_is_not_found(self, ask):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, an_id(), PEOPLE)

        with pytest.raises(NotFound, match="File not found"):
            ask(service_id, upload_id)

        assert not recipient_files.exists(service_id, upload_id)

    def test_does_not_exist(self):
        assert not recipient_files.exists(an_id(), an_id())
        assert not reports.exists(an_id())

    def test_is_an_agreement_that_nobody_put_there(self):
        with pytest.raises(NotFound):
            agreements.open(crown=True)


class TestRemove:
    def test_leaves_nothing(self):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, PEOPLE, {"valid": True})

        recipient_files.remove(service_id, upload_id)

        assert not recipient_files.exists(service_id, upload_id)

    def test_what_is_gone_already_is_no_error(self):
        service_id, upload_id = an_id(), an_id()

        recipient_files.remove(service_id, upload_id)

        assert not recipient_files.exists(service_id, upload_id)
