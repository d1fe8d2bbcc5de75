from django.urls import path
from django.views.generic import RedirectView

from portal_apps.core.permissions import public
from portal_apps.services.views import choose, dashboard

app_name = "services"
urlpatterns = [
    path("your-services", choose.your_services, name="your_services"),
    path("accounts-or-dashboard", choose.accounts_or_dashboard, name="accounts_or_dashboard"),
    path("services", public(RedirectView.as_view(url="/your-services", permanent=True))),
    path("services-or-dashboard", public(RedirectView.as_view(url="/accounts-or-dashboard", permanent=True))),
    path("services/<uuid:service_id>", dashboard.home, name="home"),
    path("services/<uuid:service_id>/dashboard", dashboard.old_address, name="dashboard"),
    path("services/<uuid:service_id>/dashboard.json", dashboard.fragments, name="dashboard_json"),
]
