"""Where pages of a team lead."""

from django.urls import reverse


def team_url(service_id: str) -> str:
    return reverse("team:manage_users", kwargs={"service_id": service_id})


def member_url(service_id: str, user_id: str) -> str:
    return reverse("team:edit_user_permissions", kwargs={"service_id": service_id, "user_id": user_id})
