"""Keeping a file of recipients as a list of contacts, and reading one."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager

from gateway import contact_list_api_client
from gateway.errors import HTTPError, NotFound, Unavailable
from gateway.storage import contact_lists, recipient_files
from portal_apps.sending.recipients import Verdict


def save(service_id: str, upload_id: str, verdict: Verdict) -> None:
    """Keep the upload. Twice is once: the list has the id of the upload, and the API takes an id only once."""
    facts = {
        "original_file_name": verdict.name,
        "row_count": verdict.totals.rows,
        "template_type": verdict.template_type,
    }
    content = recipient_files.read(service_id, upload_id)
    contact_lists.store(service_id, upload_id, content, {**facts, "valid": True})
    try:
        contact_list_api_client.create_contact_list(
            service_id=service_id,
            upload_id=upload_id,
            original_file_name=verdict.name,
            row_count=verdict.totals.rows,
            template_type=verdict.template_type,
        )
    except HTTPError as error:
        is_there = _is_there(service_id, upload_id)
        if is_there is False and not isinstance(error, Unavailable):
            contact_lists.remove(service_id, upload_id)
        if not is_there:
            raise


@contextmanager
def rows_of(service_id: str, contact_list_id: str) -> Iterator[Iterator[list[str]]]:
    """The rows of a list, its heading first. Raises NotFound, and StorageUnavailable."""
    with (
        contact_lists.open(service_id, contact_list_id) as stream,
        io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="") as text,
    ):
        yield csv.reader(text)


def _is_there(service_id: str, contact_list_id: str) -> bool | None:
    """Whether the API has the list; None where it does not say."""
    try:
        contact_list_api_client.get_contact_list(service_id=service_id, contact_list_id=contact_list_id)
    except NotFound:
        return False
    except HTTPError:
        return None
    return True
