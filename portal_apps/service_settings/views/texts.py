"""How text messages look."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.service_settings.changing import change_service
from portal_apps.service_settings.forms.switches import Switch


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def sms_prefix(request: PortalRequest) -> HttpResponse:
    title = "Start text messages with service name"
    initial = {"enabled": request.visit.service.prefix_sms}
    form = Switch(
        request.POST or None, initial=initial, label="Start every text message with the service name?"
    )
    return change_service(request, form, title, lambda typed: {"prefix_sms": typed["enabled"]})
