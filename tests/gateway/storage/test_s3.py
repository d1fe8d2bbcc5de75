"""S3: what the API and the life cycle rules find there, and what happens when it cannot be used."""

import pytest
from django.core.files.storage import storages

from gateway.errors import Unavailable
from gateway.storage import StorageUnavailable, logos, recipient_files
from tests.builders import an_id
from tests.gateway.storage.conftest import NAMES, kept


def tags_of(client, key: str) -> dict[str, str]:
    tags = client.get_object_tagging(Bucket=NAMES["logos"], Key=key)["TagSet"]
    return {tag["Key"]: tag["Value"] for tag in tags}


class TestBucket:
    def test_holds_an_encrypted_file_with_its_metadata(self, in_s3):
        service_id, upload_id = an_id(), an_id()

        recipient_files.store(service_id, upload_id, b"name", {"valid": True})

        key = f"service-{service_id}-notify/{upload_id}.csv"
        stored = in_s3.get_object(Bucket=NAMES["recipient_files"], Key=key)
        assert stored["Body"].read() == b"name"
        assert stored["Metadata"] == {"valid": "True"}
        assert stored["ContentType"] == "text/csv"
        assert stored["ServerSideEncryption"] == "AES256"

    def test_new_metadata_leaves_the_file_encrypted(self, in_s3):
        service_id, upload_id = an_id(), an_id()
        recipient_files.store(service_id, upload_id, b"name")

        recipient_files.set_metadata(service_id, upload_id, {"valid": True})

        key = f"service-{service_id}-notify/{upload_id}.csv"
        head = in_s3.head_object(Bucket=NAMES["recipient_files"], Key=key)
        assert head["ServerSideEncryption"] == "AES256"

    def test_only_a_temporary_logo_is_marked_for_removal(self, in_s3):
        temporary = logos.store_temporary("email", ".png", b"png")
        kept = logos.keep(temporary, "email")

        assert tags_of(in_s3, temporary) == {"delete-after-7-days": "True"}
        assert tags_of(in_s3, kept) == {}


@pytest.mark.usefixtures("in_s3")
class TestUnavailable:
    def test_is_what_a_missing_bucket_is(self, tmp_path):
        with (
            kept({**NAMES, "recipient_files": "nobodys-bucket"}, tmp_path),
            pytest.raises(StorageUnavailable) as raised,
        ):
            recipient_files.read(an_id(), an_id())

        assert isinstance(raised.value, Unavailable)
        assert raised.value.status_code == 503

    def test_is_what_no_answer_is(self, tmp_path):
        """Nobody listens on port 9 of this machine, and moto lets only AWS through."""
        with kept(NAMES, tmp_path, "http://127.0.0.1:9"), pytest.raises(StorageUnavailable):
            recipient_files.read(an_id(), an_id())


@pytest.mark.usefixtures("in_s3")
class TestAddress:
    def test_of_a_bucket_is_a_path_where_storage_is_not_aws(self, tmp_path):
        with kept(NAMES, tmp_path, "http://storage.test:9000"):
            address = storages["logos"].url("a.png")

        assert address.startswith(f"http://storage.test:9000/{NAMES['logos']}/a.png?")
