"""What only platform admins ask. Routes under /platform-admin."""

from datetime import date

from gateway.base import Json, NotifyAdminAPIClient


class AdminApiClient(NotifyAdminAPIClient):
    def find_by_uuid(self, uuid_: str) -> Json:
        """{type, context: {service_id?}} of whatever has this id (POST /platform-admin/find-by-uuid). Raises NotFound."""
        return self.post("/platform-admin/find-by-uuid", data={"uuid": uuid_})

    def fetch_users_list(
        self,
        created_from_date: date | str | None = None,
        created_to_date: date | str | None = None,
        logged_from_date: date | str | None = None,
        logged_to_date: date | str | None = None,
        take_part_in_research: bool | None = None,
    ) -> Json:
        """{data: [person, ...]}, active ones; each service is {id, name} (POST /platform-admin/users-list)."""
        data = {
            "created_start": created_from_date,
            "created_end": created_to_date,
            "logged_in_start": logged_from_date,
            "logged_in_end": logged_to_date,
            "take_part_in_research": take_part_in_research,
        }
        return self.post("/platform-admin/users-list", data=data)


admin_api_client = AdminApiClient()
