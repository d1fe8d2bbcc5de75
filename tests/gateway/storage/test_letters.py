"""What is known of an uploaded letter."""

import pytest

from gateway.storage import LetterFacts, letter_uploads
from tests.builders import an_id


class TestLetterFacts:
    @pytest.mark.usefixtures("place")
    @pytest.mark.parametrize(
        "facts",
        [
            LetterFacts("Stra\u00dfe 1.pdf", 2, recipient="Zo\u00eb Ng\n1 High Street\nBath\nBA1 1AA"),
            LetterFacts(
                "a.pdf", 3, status="invalid", message="content-outside-printable-area", invalid_pages=(1, 3)
            ),
        ],
        ids=["valid", "invalid"],
    )
    def test_come_back_as_they_were_stored(self, facts):
        service_id, upload_id = an_id(), an_id()

        letter_uploads.store(service_id, upload_id, b"%PDF", facts.as_metadata())

        assert LetterFacts.from_metadata(letter_uploads.metadata(service_id, upload_id)) == facts

    def test_names_are_percent_encoded_for_whoever_else_reads_them(self):
        metadata = LetterFacts("two words.pdf", 1).as_metadata()

        assert metadata["filename"] == "two%20words.pdf"
