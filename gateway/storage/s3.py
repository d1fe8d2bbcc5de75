"""Files in S3, or in anything that speaks its protocol."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from urllib.parse import urlencode

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from gateway.storage.errors import StorageUnavailable, no_such_file
from gateway.storage.store import NO_TAGS, Facts, Source, Texts

MISSING = frozenset({"NoSuchKey", "404"})
ENCRYPTION = {"ServerSideEncryption": "AES256"}
CONNECT_TIMEOUT = 2
READ_TIMEOUT = 30
ATTEMPTS = 3

logger = logging.getLogger(__name__)


class S3Store(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """A bucket of STORAGES in S3. Credentials come from where every AWS tool finds them."""

    def __init__(self, **options: Any) -> None:
        # Only AWS itself has a host name for each bucket.
        addressing_style = "path" if options.get("endpoint_url") else "virtual"
        config = Config(
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=READ_TIMEOUT,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            s3={"addressing_style": addressing_style},
        )
        super().__init__(client_config=config, **options)

    def put(self, key: str, data: Source, content_type: str, metadata: Texts, tags: Texts = NO_TAGS) -> None:
        tagging = {"Tagging": urlencode(tags)} if tags else {}
        facts = {"ContentType": content_type, "Metadata": dict(metadata)}
        with _failures():
            self._client.put_object(**self._place(key), Body=data, **facts, **tagging, **ENCRYPTION)

    def read_stream(self, key: str) -> IO[bytes]:
        with _failures():
            body = self._client.get_object(**self._place(key))["Body"]
        return io.BufferedReader(_Body(body))

    def read_range(self, key: str, start: int, length: int) -> bytes:
        span = f"bytes={start}-{start + length - 1}"
        with _failures():
            body = self._client.get_object(**self._place(key), Range=span)["Body"]
        with _Body(body) as stream:
            return stream.readall()

    def facts(self, key: str) -> Facts:
        with _failures():
            head = self._client.head_object(**self._place(key))
        return Facts(head["ContentType"], head["ContentLength"], head["Metadata"])

    def replace_metadata(self, key: str, metadata: Texts) -> None:
        """S3 cannot change metadata in place: the file is copied onto itself, on their side."""
        facts = {"ContentType": self.facts(key).content_type, "Metadata": dict(metadata)}
        place = self._place(key)
        with _failures():
            self._client.copy_object(
                **place, CopySource=place, MetadataDirective="REPLACE", **facts, **ENCRYPTION
            )

    def copy(self, source: str, target: str) -> None:
        """The same file under another key, without its tags."""
        with _failures():
            self._client.copy_object(
                **self._place(target),
                CopySource=self._place(source),
                TaggingDirective="REPLACE",
                **ENCRYPTION,
            )

    def remove(self, key: str) -> None:
        with _failures():
            self._client.delete_object(**self._place(key))

    @property
    def _client(self) -> Any:
        """The client of this thread."""
        return self.connection.meta.client

    def _place(self, key: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": key}


class _Body(io.RawIOBase):
    """The bytes of an answer as they arrive, with the errors of the gateway."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _failures():
            data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._source.close()
        super().close()


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ClientError as cause:
        if cause.response["Error"]["Code"] in MISSING:
            raise no_such_file() from cause
        logger.warning("file storage refused", extra={"storage_code": cause.response["Error"]["Code"]})
        raise StorageUnavailable from cause
    except BotoCoreError as cause:
        logger.warning("file storage failed", extra={"storage_cause": type(cause).__name__})
        raise StorageUnavailable from cause
