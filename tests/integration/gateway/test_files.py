"""The check of a file that somebody is to be sent, by the service that keeps such files."""

import pytest

from gateway import DocumentDownloadError
from tests.integration.gateway.noted import document_download_api_client

VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class TestCheck:
    def test_a_good_file_has_a_kind(self, live_id):
        found = document_download_api_client.file_check_and_antivirus_scan(live_id, "form.pdf", b"%PDF-1.7")

        assert found == {"mimetype": "application/pdf"}

    @pytest.mark.parametrize(
        ("name", "data", "text"),
        [
            ("form.pdf", VIRUS, "File did not pass the virus scan"),
            ("form.exe", b"MZ", "Unsupported file type '.exe'"),
            ("form.pdf", b"x" * (2 * 1024 * 1024 + 1), "The file must be smaller than 2MB"),
        ],
    )
    def test_another_is_refused_with_the_reason(self, live_id, name, data, text):
        with pytest.raises(DocumentDownloadError) as caught:
            document_download_api_client.file_check_and_antivirus_scan(live_id, name, data)

        assert text in caught.value.message
