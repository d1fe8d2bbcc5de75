"""Jobs: one uploaded file of recipients each. Routes under /service/{id}/job."""

from collections.abc import Collection

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class JobApiClient(NotifyAdminAPIClient):
    def get_job(self, service_id: str, job_id: str) -> Json:
        """{data: job}; its statistics are a list of {status, count}. Raises NotFound."""
        return self.get(f"/service/{service_id}/job/{job_id}")

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
        params = {
            "page": page,
            "limit_days": limit_days,
            "statuses": None if statuses is None else ",".join(statuses),
            "contact_list_id": contact_list_id,
        }
        return self.get(f"/service/{service_id}/job", params=params)

    def get_scheduled_job_stats(self, service_id: str) -> Json:
        """{count, soonest_scheduled_for: text or None}."""
        return self.get(f"/service/{service_id}/job/scheduled-job-stats")

    @cache.set(keys.HAS_JOBS)
    def has_jobs(self, service_id: str) -> bool:
        """Whether the service ever uploaded a file."""
        return bool(self.get_jobs(service_id)["data"])


job_api_client = JobApiClient()
