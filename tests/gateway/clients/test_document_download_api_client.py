"""The check of files by the download service."""

import base64
import json

import pytest
import responses

from gateway import DocumentDownloadError, acting_as, document_download_api_client
from gateway.errors import BadRequest, ServerError, Unavailable

ADDRESS = "http://document-download.test/services/s1/antivirus-and-mimetype-check"


@pytest.fixture
def scan():
    with responses.RequestsMock() as mock:
        yield lambda **answer: mock.post(ADDRESS, **answer)


def check():
    return document_download_api_client.file_check_and_antivirus_scan("s1", "form.pdf", b"%PDF")


class TestFileCheck:
    def test_a_good_file_has_a_type(self, scan):
        asked = scan(json={"mimetype": "application/pdf"}, status=201)

        assert check() == {"mimetype": "application/pdf"}
        assert json.loads(asked.calls[0].request.body) == {
            "document": base64.b64encode(b"%PDF").decode(),
            "filename": "form.pdf",
        }

    def test_is_asked_with_the_key_and_the_trace_and_without_the_person(self, scan):
        asked = scan(json={})

        with acting_as("u1") as caller:
            check()

        headers = asked.calls[0].request.headers
        assert headers["Authorization"] == "Bearer key-of-the-download"
        assert headers["X-B3-TraceId"] == caller.trace.trace_id
        assert "X-Notify-User-Id" not in headers

    def test_a_refused_file_comes_with_the_reason(self, scan):
        scan(json={"error": "File did not pass the virus scan"}, status=400)

        with pytest.raises(DocumentDownloadError) as raised:
            check()

        assert isinstance(raised.value, BadRequest)
        assert raised.value.message == "File did not pass the virus scan"
        assert raised.value.status_code == 400

    def test_a_big_file_comes_with_the_limit(self, scan):
        scan(body="<html>", status=413)

        with pytest.raises(DocumentDownloadError) as raised:
            check()

        assert raised.value.message == "The file must be smaller than 2MB"
        assert raised.value.status_code == 413

    def test_a_refusal_without_a_reason_is_still_one(self, scan):
        scan(body="<html>", status=400)

        with pytest.raises(DocumentDownloadError) as raised:
            check()

        assert raised.value.message == "The file could not be checked"

    @pytest.mark.parametrize(("status", "error"), [(500, ServerError), (503, Unavailable)])
    def test_an_outage_is_not_a_bad_file(self, scan, status, error):
        scan(status=status)

        with pytest.raises(error):
            check()
