"""A job of a file, exactly once.

The id of the job is that of the upload, and the API takes each id once: a double click, a second try and a page that is
sent again can make no second one. Where the API does not say what became of it, it is asked before anybody tries again.
"""

from gateway import job_api_client
from gateway.errors import APIError, Unavailable
from portal_apps.sending.sendings import job_of


class NobodyKnows(Exception):
    """The API did not answer, neither to the request for a job nor to the question whether there is one."""


def start_job(
    service_id: str, upload_id: str, *, scheduled_for: str | None, contact_list_id: str | None
) -> None:
    """Returns when there is a job. Raises NobodyKnows, and what the API raised where there is none."""
    try:
        job_api_client.create_job(
            upload_id, service_id, scheduled_for=scheduled_for, contact_list_id=contact_list_id
        )
    except APIError as error:
        try:
            job = job_of(service_id, upload_id)
        except Unavailable as silence:
            raise NobodyKnows from silence
        if job is None:
            raise error from None
