"""Addresses of services: choosing, adding, joining one, its first page, and the way to going live."""

from django.urls import path
from django.views.generic import RedirectView

from portal_apps.core.permissions import public
from portal_apps.services.views import adding, approval, choose, dashboard, figures, go_live, history, joining

app_name = "services"

ONE = "services/<uuid:service_id>"
TO_JOIN = "services/<uuid:service_to_join_id>/join"
MAKE_LIVE = f"{ONE}/make-service-live"
YOUR_SERVICE = f"{ONE}/make-your-service-live"

urlpatterns = [
    path("your-services", choose.your_services, name="your_services"),
    path("accounts-or-dashboard", choose.accounts_or_dashboard, name="accounts_or_dashboard"),
    path("services", public(RedirectView.as_view(url="/your-services", permanent=True))),
    path("services-or-dashboard", public(RedirectView.as_view(url="/accounts-or-dashboard", permanent=True))),
    path("add-service", adding.add_service, name="add_service"),
    path("add-service/name-your-service", adding.name_your_service, name="name_your_service"),
    path("join-a-service/choose", joining.choose_service_to_join, name="choose_service_to_join"),
    path(f"{TO_JOIN}/ask", joining.join_service, name="join_service"),
    path(f"{TO_JOIN}/you-have-asked", joining.you_have_asked, name="joined_service_requested"),
    path(ONE, dashboard.home, name="home"),
    path(f"{ONE}/dashboard", dashboard.old_address, name="dashboard"),
    path(f"{ONE}/dashboard.json", dashboard.fragments, name="dashboard_json"),
    path(f"{ONE}/dashboard-usage.json", dashboard.usage_fragment, name="dashboard_usage_json"),
    path(f"{ONE}/template-usage", figures.template_usage, name="template_usage"),
    path(f"{ONE}/template-activity", figures.template_activity, name="template_activity"),
    path(f"{ONE}/monthly", figures.monthly, name="monthly"),
    path(f"{ONE}/history", history.history, name="history"),
    path(YOUR_SERVICE, go_live.request_to_go_live, name="request_to_go_live"),
    path(
        f"{YOUR_SERVICE}/confirm-service-unique",
        go_live.confirm_service_unique,
        name="confirm_service_unique",
    ),
    path(MAKE_LIVE, approval.intro, name="make_service_live"),
    path(f"{MAKE_LIVE}/unique-service", approval.unique_service, name="make_service_live_unique_service"),
    path(f"{MAKE_LIVE}/service-name", approval.service_name, name="make_service_live_service_name"),
    path(f"{MAKE_LIVE}/contact-user", approval.contact_user, name="make_service_live_contact_user"),
    path(f"{MAKE_LIVE}/decision", approval.decision, name="make_service_live_decision"),
]
