"""Jobs: one uploaded file of recipients each. Routes under /service/{id}/job, and the list of everything uploaded."""

from collections.abc import Collection

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.caller import attach_current_user

# Every status but these two is that of a job that has begun.
SCHEDULED_STATUS = "scheduled"
CANCELLED_STATUS = "cancelled"
BEGUN_STATUSES = (
    "pending",
    "in progress",
    "finished",
    "finished all notifications created",
    "sending limits exceeded",
    "ready to send",
    "sent to dvla",
    "error",
)
IMMEDIATE_DAYS = 7
SINCE_MIDNIGHT = 0


class JobApiClient(NotifyAdminAPIClient):
    # One job

    def get_job(self, service_id: str, job_id: str) -> Json:
        """{data: job}; its statistics are a list of {status, count}. Raises NotFound."""
        return self.get(f"/service/{service_id}/job/{job_id}")

    @cache.delete(keys.HAS_JOBS)
    def create_job(
        self,
        job_id: str,
        service_id: str,
        scheduled_for: str | None = None,
        contact_list_id: str | None = None,
    ) -> Json:
        """{data: job} (POST /service/{id}/job). The file with this id is in recipient_files, with its metadata.

        Raises BadRequest for a file, template or time that does not fit, Forbidden for a service that may not send. For
        a file that has a job already, the API raises ServerError and the sandbox BadRequest.
        """
        data: dict[str, object] = {"id": job_id}
        if scheduled_for:
            data["scheduled_for"] = scheduled_for
        if contact_list_id:
            data["contact_list_id"] = contact_list_id
        return self.post(f"/service/{service_id}/job", data=attach_current_user(data))

    @cache.delete(keys.HAS_JOBS)
    def cancel_job(self, service_id: str, job_id: str) -> Json:
        """{data: job}, cancelled (POST /service/{id}/job/{id}/cancel). Raises NotFound unless it waits for its time."""
        return self.post(f"/service/{service_id}/job/{job_id}/cancel", data={})

    @cache.delete(keys.HAS_JOBS)
    def cancel_letter_job(self, service_id: str, job_id: str) -> int:
        """How many letters were cancelled (POST /service/{id}/job/{id}/cancel-letter-job). Raises BadRequest when too late."""
        return self.post(f"/service/{service_id}/job/{job_id}/cancel-letter-job", data={})

    # Lists of jobs

    def get_jobs(
        self,
        service_id: str,
        *,
        limit_days: int | None = None,
        contact_list_id: str | None = None,
        statuses: Collection[str] | None = None,
        page: int = 1,
    ) -> Json:
        """{data: [job, ...], page_size, total, links}: one page of 50."""
        params = {**_filters(limit_days, contact_list_id, statuses), "page": page}
        return self.get(f"/service/{service_id}/job", params=params)

    def get_page_of_jobs(
        self,
        service_id: str,
        *,
        page: int,
        statuses: Collection[str] | None = None,
        contact_list_id: str | None = None,
        limit_days: int | None = None,
    ) -> Json:
        """As get_jobs, of the jobs that have begun unless other statuses are named."""
        return self.get_jobs(
            service_id,
            limit_days=limit_days,
            contact_list_id=contact_list_id,
            statuses=statuses or BEGUN_STATUSES,
            page=page,
        )

    def get_immediate_jobs(self, service_id: str) -> Json:
        """List of the first 50 jobs of the last week that have begun."""
        return self.get_jobs(service_id, limit_days=IMMEDIATE_DAYS, statuses=BEGUN_STATUSES)["data"]

    def get_scheduled_jobs(self, service_id: str) -> Json:
        """List of all jobs that wait for their time, the last one first."""
        waiting = self.pages(f"/service/{service_id}/job", _filters(None, None, [SCHEDULED_STATUS]))
        return sorted(waiting, key=lambda job: job["scheduled_for"], reverse=True)

    def get_scheduled_job_stats(self, service_id: str) -> Json:
        """{count, soonest_scheduled_for: text or None}."""
        return self.get(f"/service/{service_id}/job/scheduled-job-stats")

    @cache.set(keys.HAS_JOBS)
    def has_jobs(self, service_id: str) -> bool:
        """Whether the service ever uploaded a file."""
        return bool(self.get_jobs(service_id)["data"])

    def has_sent_previously(
        self, service_id: str, template_id: str, template_version: int, original_file_name: str
    ) -> bool:
        """Whether a file of this name was sent today with this version of the template, and not cancelled."""
        sought = (str(template_id), int(template_version), original_file_name)
        today = self.pages(f"/service/{service_id}/job", _filters(SINCE_MIDNIGHT, None, None))
        return any(
            (job["template"], job["template_version"], job["original_file_name"]) == sought
            for job in today
            if job["job_status"] != CANCELLED_STATUS
        )

    # Everything uploaded

    def get_uploads(self, service_id: str, limit_days: int | None = None, page: int = 1) -> Json:
        """{data: [upload, ...], page_size, total, links}: files of recipients (upload_type "job") and days of uploaded letters
        ("letter_day"), one page of 50 (GET /service/{id}/upload).
        """
        return self.get(f"/service/{service_id}/upload", params={"page": page, "limit_days": limit_days})


def _filters(
    limit_days: int | None, contact_list_id: str | None, statuses: Collection[str] | None
) -> dict[str, object]:
    return {
        "limit_days": limit_days,
        "statuses": None if statuses is None else ",".join(statuses),
        "contact_list_id": contact_list_id,
    }


job_api_client = JobApiClient()
