"""Every address of the portal. None ends with a slash: links in e-mails and bookmarks know them so."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal_apps.public.urls")),
    path("", include("portal_apps.services.urls")),
    path("", include("portal_apps.message_templates.urls")),
    path("", include("portal_apps.team.urls")),
    path("", include("portal_apps.orgs.urls")),
    path("", include("portal_apps.api_integration.urls")),
    path("", include("portal_apps.service_settings.urls")),
    path("", include("portal_apps.sending.urls")),
    path("", include("portal_apps.activity.urls")),
    path("", include("portal_apps.uploads.urls")),
    path("", include("portal_apps.billing.urls")),
    path("", include("portal_apps.users.urls")),
    path("", include("portal_apps.bulk.urls")),
]

handler400 = "notify_portal.middleware.api_errors.bad_request"
handler403 = "notify_portal.middleware.api_errors.permission_denied"
handler404 = "notify_portal.middleware.api_errors.not_found"
handler500 = "notify_portal.middleware.api_errors.server_error"
