"""Logos, temporary and permanent, in both places."""

import pytest

from gateway.errors import NotFound
from gateway.storage import logos, recipient_files
from tests.builders import an_id

pytestmark = pytest.mark.usefixtures("place")

PNG = b"\x89PNG"
DRAWN = b"<svg/>"


def read(key: str) -> bytes:
    with logos.open(key) as stream:
        return stream.read()


class TestTemporaryLogo:
    def test_of_an_email_is_at_the_top(self):
        key = logos.store_temporary("email", ".png", PNG)

        assert key.startswith("temp-")
        assert key.endswith(".png")
        assert logos.facts(key).content_type == "image/png"

    def test_of_a_letter_is_where_letters_are_drawn_from(self):
        key = logos.store_temporary("letter", ".svg", DRAWN)

        assert key.startswith("letters/static/images/letter-template/temp-")
        assert logos.facts(key).content_type == "image/svg+xml"


class TestKeep:
    def test_a_kept_logo_has_the_name_of_its_brand(self):
        temporary = logos.store_temporary("email", ".png", PNG)

        key = logos.keep(temporary, "email", "Vale & Ridge: Council")

        assert key == temporary.removeprefix("temp-").replace(".png", "-vale-ridge-council.png")
        assert read(key) == PNG

    def test_one_of_a_letter_stays_in_the_folder_of_letters(self):
        temporary = logos.store_temporary("letter", ".svg", DRAWN)

        key = logos.keep(temporary, "letter")

        assert key == temporary.replace("temp-", "")
        assert logos.facts(key).content_type == "image/svg+xml"

    def test_one_that_is_gone_cannot_be_kept(self):
        with pytest.raises(NotFound):
            logos.keep("temp-gone.png", "email")

        assert not logos.exists("gone.png")


class TestKeys:
    @pytest.mark.parametrize("ask", [logos.open, logos.facts, lambda key: logos.keep(key, "email")])
    def test_one_that_leads_outside_of_the_bucket_is_of_nothing(self, ask):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, b"secret")
        outside = f"../recipient_files/{recipient_files.key(service_id, upload_id)}"

        with pytest.raises(NotFound):
            ask(outside)

        assert not logos.exists(outside)
