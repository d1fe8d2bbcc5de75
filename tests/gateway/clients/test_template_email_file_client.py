"""Files of e-mail templates: their facts at the API and their bytes in storage stay together."""

import pytest
from django.conf import settings
from django.test import override_settings

from gateway import acting_as, template_email_file_client
from gateway.errors import BadRequest, NotFound, Unavailable
from gateway.storage import template_email_files
from notify_portal.settings.files import file_storages
from tests.builders import an_error, an_id
from tests.gateway.clients.names import WHO

SERVICE = an_id()
FILES = f"/service/{SERVICE}/templates/t1/template_email_files"


@pytest.fixture(autouse=True)
def _folder(tmp_path):
    places = file_storages(tmp_path, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    with override_settings(STORAGES={**settings.STORAGES, **places}):
        yield


def upload(**options):
    return template_email_file_client.upload_email_attachment(
        service_id=SERVICE, template_id="t1", filename="form.pdf", content=b"%PDF", **options
    )


class TestUploadEmailAttachment:
    def test_the_bytes_are_there_under_the_id_that_the_api_is_told(self, api):
        api.answers("POST", FILES, {"data": {"pending": True}}, status=201)

        with acting_as(WHO):
            answer = upload(retention_period=4)

        told = api.asked[0].body
        assert answer == {"data": {"pending": True}}
        assert template_email_files.read(SERVICE, told["id"]) == b"%PDF"
        assert (told["filename"], told["created_by_id"], told["retention_period"]) == ("form.pdf", WHO, 4)

    def test_a_refusal_leaves_no_bytes_behind(self, api):
        file_id = an_id()
        api.answers("POST", FILES, an_error({"filename": ["Already there"]}), status=400)

        with pytest.raises(BadRequest):
            upload(file_id=file_id)

        assert not template_email_files.exists(SERVICE, file_id)

    def test_an_answer_that_never_came_may_have_been_a_yes(self, api):
        file_id = an_id()
        api.breaks_after_taking("POST", FILES)

        with pytest.raises(Unavailable):
            upload(file_id=file_id)

        assert template_email_files.exists(SERVICE, file_id)


class TestGetEmailAttachment:
    def test_is_what_the_api_knows_and_the_bytes(self, api):
        file_id = an_id()
        template_email_files.store(SERVICE, file_id, b"%PDF")
        api.answers("GET", f"{FILES}/{file_id}", {"data": {"filename": "form.pdf"}})

        attachment = template_email_file_client.get_email_attachment(file_id, SERVICE, "t1")

        assert attachment.file == {"filename": "form.pdf"}
        assert attachment.content == b"%PDF"

    def test_bytes_that_are_gone_are_not_found(self, api):
        file_id = an_id()
        api.answers("GET", f"{FILES}/{file_id}", {"data": {"filename": "form.pdf"}})

        with pytest.raises(NotFound):
            template_email_file_client.get_email_attachment(file_id, SERVICE, "t1")
