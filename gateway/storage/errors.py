"""What a file can raise besides gateway.errors.NotFound: the place where files are kept does not work."""

from gateway.errors import NotFound, Unavailable


class StorageUnavailable(Unavailable):
    """The file storage did not answer, or refused. Whether a file was written is not known."""

    def __init__(self) -> None:
        super().__init__(message="The file storage did not answer")


def no_such_file() -> NotFound:
    """The error for a file that is not there; it becomes the page for a missing thing."""
    return NotFound(message="File not found")
