"""How much of an upload is kept while it arrives."""

import io

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory

from portal_apps.core import upload_limits


@pytest.fixture
def uploaded():
    """`uploaded(bytes)`: a request with a file of so many."""
    made = []

    def request(size, **headers):
        file = io.BytesIO(b"x" * size)
        file.name = "people.csv"
        made.append(RequestFactory().post("/", {"file": file, "other": "typed"}, **headers))
        return made[-1]

    yield request
    for one in made:
        one.close()


class TestUploads:
    def test_are_what_was_sent(self, uploaded):
        request = uploaded(100_000)

        file = request.FILES["file"]
        assert (file.name, file.size, len(file.read())) == ("people.csv", 100_000, 100_000)
        assert request.POST["other"] == "typed"

    def test_know_how_large_they_were_where_not_all_of_it_is_kept(self, uploaded, monkeypatch):
        monkeypatch.setattr(upload_limits, "MAX_FILE_BYTES", 100_000)

        file = uploaded(1_000_000).FILES["file"]

        assert file.size == 1_000_000
        assert len(file.read()) <= 100_000 + 2 * 64 * 1024

    def test_are_not_read_at_all_where_they_are_larger_than_anything_we_take(self, uploaded):
        request = uploaded(10, CONTENT_LENGTH=str(upload_limits.MAX_REQUEST_BYTES + 1))

        with pytest.raises(RequestDataTooBig):
            request.FILES.get("file")

    def test_that_break_off_leave_nothing_open(self):
        handler = upload_limits.LimitedUploadHandler()
        handler.new_file("file", "people.csv", "text/csv", 100)
        handler.receive_data_chunk(b"phone", 0)

        handler.upload_interrupted()

        assert handler._kept.closed
