"""Messages: sending one, finding and counting them, their letters. Routes under /service/{id}."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from gateway.base import Json, NotifyAdminAPIClient
from gateway.caller import attach_current_user

OneOrMore = str | Collection[str]


class NotificationApiClient(NotifyAdminAPIClient):
    # Finding messages

    def get_notifications_for_service(
        self,
        service_id: str,
        job_id: str | None = None,
        template_type: OneOrMore | None = None,
        status: OneOrMore | None = None,
        page: int | None = None,
        page_size: int | None = None,
        count_pages: bool | None = None,
        limit_days: int | None = None,
        include_jobs: bool | None = None,
        include_from_test_key: bool | None = None,
        to: str | None = None,
        include_one_off: bool | None = None,
    ) -> Json:
        """{notifications: [...], page_size, links}: one page of messages, newest first; of a job also total.

        GET /service/{id}/notifications or /service/{id}/job/{id}/notifications. With `to` it is a search, which has one
        page only: POST /service/{id}/notifications, so that who was written to stands in no URL.
        """
        filters = {
            "page": page,
            "page_size": page_size,
            "template_type": template_type,
            "status": status,
            "include_jobs": include_jobs,
            "include_from_test_key": include_from_test_key,
            "include_one_off": include_one_off,
            "count_pages": count_pages,
        }
        if to is not None:
            return self._search(service_id, job_id, {**filters, "limit_days": limit_days, "to": to})
        if job_id:
            return self.get(f"/service/{service_id}/job/{job_id}/notifications", params=filters)
        return self.get(f"/service/{service_id}/notifications", params={**filters, "limit_days": limit_days})

    def _search(self, service_id: str, job_id: str | None, filters: Mapping[str, object]) -> Json:
        """The search of the API knows no jobs, so the messages of one are picked out of what it found."""
        if job_id:
            filters = {**filters, "include_jobs": True}
        given = {name: value for name, value in filters.items() if value is not None}
        answer = self.post(f"/service/{service_id}/notifications", data=given)
        if not job_id:
            return answer
        found = answer["notifications"]
        of_job = [row for row in found if row["job"] and row["job"]["id"] == str(job_id)]
        return {**answer, "notifications": of_job}

    def get_notifications_for_service_for_csv(
        self,
        service_id: str,
        job_id: str | None = None,
        template_type: OneOrMore | None = None,
        status: OneOrMore | None = None,
        older_than: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
        limit_days: int | None = None,
    ) -> Json:
        """{notifications: [row of a CSV, ...], page_size}: the next rows.

        Of a service they come after the row whose id is `older_than`, without a total (GET /service/{id}/notifications/csv);
        of a job by `page` (GET /service/{id}/job/{id}/notifications).
        """
        filters = {
            "older_than": older_than,
            "page": page,
            "page_size": page_size,
            "template_type": template_type,
            "status": status,
        }
        if job_id:
            path = f"/service/{service_id}/job/{job_id}/notifications"
            return self.get(path, params={**filters, "format_for_csv": True})
        return self.get(
            f"/service/{service_id}/notifications/csv", params={**filters, "limit_days": limit_days}
        )

    def get_notification(self, service_id: str, notification_id: str) -> Json:
        """The message (GET /service/{id}/notifications/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/notifications/{notification_id}")

    # Counting messages

    def get_notification_count_for_job_id(self, *, service_id: str, job_id: str) -> int:
        """How many messages the job has made so far (GET /service/{id}/job/{id}/notification_count)."""
        return self.get(f"/service/{service_id}/job/{job_id}/notification_count")["count"]

    def get_notifications_count_for_service(
        self, service_id: str, template_type: OneOrMore, limit_days: int
    ) -> int | None:
        """How many messages of these channels were made in so many days (GET /service/{id}/notifications/count)."""
        params = {"template_type": template_type, "limit_days": limit_days}
        answer = self.get(f"/service/{service_id}/notifications/count", params=params)
        return answer.get("notifications_sent_count")

    def get_notification_status_by_service(self, start_date: date | str, end_date: date | str) -> Json:
        """List of rows of ten columns, one for a service and month (GET /service/monthly-data-by-service)."""
        params = {"start_date": str(start_date), "end_date": str(end_date)}
        return self.get("/service/monthly-data-by-service", params=params)

    # Sending and cancelling

    def send_notification(
        self,
        service_id: str,
        *,
        template_id: str,
        recipient: str | None,
        personalisation: Mapping[str, object] | None,
        sender_id: str | None,
    ) -> Json:
        """{id} of the message (POST /service/{id}/send-notification). The address of a letter is in `personalisation`.

        Raises BadRequest for what cannot be sent, TooManyRequests at the limit of the day.
        """
        data: dict[str, object] = {
            "template_id": template_id,
            "to": recipient,
            "personalisation": personalisation,
        }
        if sender_id:
            data["sender_id"] = sender_id
        return self.post(f"/service/{service_id}/send-notification", data=attach_current_user(data))

    def send_precompiled_letter(
        self, service_id: str, filename: str, file_id: str, postage: str, recipient_address: str
    ) -> Json:
        """{id} of the letter, which is the id of its file; again for one that was sent (POST /service/{id}/send-pdf-letter).

        `recipient_address` is percent-encoded text. Raises BadRequest, TooManyRequests.
        """
        data: dict[str, object] = {
            "filename": filename,
            "file_id": file_id,
            "postage": postage,
            "recipient_address": recipient_address,
        }
        return self.post(f"/service/{service_id}/send-pdf-letter", data=attach_current_user(data))

    def update_notification_to_cancelled(self, service_id: str, notification_id: str) -> Json:
        """The letter, cancelled (POST /service/{id}/notifications/{id}/cancel).

        Raises BadRequest when it is too late, cancelled already or no letter.
        """
        return self.post(f"/service/{service_id}/notifications/{notification_id}/cancel", data={})

    # Letters

    def get_notification_letter_preview(
        self,
        service_id: str,
        notification_id: str,
        file_type: Literal["pdf", "png"],
        page: int | str | None = None,
    ) -> Json:
        """{content: base64, metadata} (GET /service/{id}/template/preview/{id}/{type}).

        For a page that is not there, the API raises ServerError and the sandbox BadRequest.
        """
        path = f"/service/{service_id}/template/preview/{notification_id}/{file_type}"
        return self.get(path, params={"page": page or None})


notification_api_client = NotificationApiClient()
