"""Addresses of organisations."""

from django.urls import path

from portal_apps.orgs.settings import SETTINGS
from portal_apps.orgs.views import brands, members, organisations, services, settings

app_name = "orgs"

ONE = "organisations/<uuid:org_id>"
USERS = f"{ONE}/users"
IN_SETTINGS = f"{ONE}/settings"

urlpatterns = [
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/add", organisations.add_organisation, name="add_organisation"),
    path(ONE, services.dashboard, name="dashboard"),
    path(f"{ONE}/download-usage-report.csv", services.usage_csv, name="usage_csv"),
    path(f"{ONE}/trial-services", services.trial_services, name="trial_services"),
    path(USERS, members.members, name="members"),
    path(f"{USERS}/invite", members.invite_member, name="invite_member"),
    path(f"{USERS}/<uuid:user_id>", members.edit_member, name="edit_member"),
    path(f"{USERS}/<uuid:user_id>/delete", members.remove_member, name="remove_member"),
    path(
        f"{ONE}/cancel-invited-user/<uuid:invited_user_id>",
        members.cancel_invitation,
        name="cancel_invitation",
    ),
    path(IN_SETTINGS, settings.settings, name="settings"),
    *(
        path(f"{IN_SETTINGS}/{one.address}", settings.edit, {"setting": one}, name=one.url_name)
        for one in SETTINGS
    ),
    path(f"{IN_SETTINGS}/archive", settings.archive, name="archive"),
    path(f"{ONE}/billing", settings.billing, name="billing"),
    *(
        route
        for pool in (brands.EMAIL, brands.LETTER)
        for route in (
            path(
                f"{IN_SETTINGS}/{pool.channel}-branding", brands.branding, {"pool": pool}, name=pool.url_name
            ),
            path(
                f"{IN_SETTINGS}/{pool.channel}-branding/add",
                brands.add_branding,
                {"pool": pool},
                name=f"add_{pool.url_name}",
            ),
        )
    ),
]
