"""How much of an upload is kept while it arrives: forms say their own limits, and this keeps the disk from filling up."""

from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
# The largest file that any of our forms takes.
MAX_FILE_BYTES = 10 * MEGABYTE
# Whoever sends a little too much reads about it in the form; of what is larger than this nothing is read at all.
MAX_REQUEST_BYTES = 100 * MEGABYTE
BYTES_IN_MEMORY = 2 * MEGABYTE


class LimitedUploadHandler(FileUploadHandler):
    """Keeps the beginning of each file, and counts the rest: `size` is what was sent, so that a form can say it."""

    _kept: IO[bytes] | None = None

    def handle_raw_input(self, *args: Any, **_kwargs: Any) -> None:
        _stream, _headers, content_length, *_others = args
        if content_length > MAX_REQUEST_BYTES:
            raise RequestDataTooBig("The request is larger than any form of ours")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = cast("IO[bytes]", SpooledTemporaryFile(BYTES_IN_MEMORY))  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._kept and start <= MAX_FILE_BYTES:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self._kept is None:
            return None
        self._kept.seek(0)
        return UploadedFile(
            self._kept,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        if self._kept:
            self._kept.close()
