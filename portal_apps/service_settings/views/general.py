"""What the service is called and how it is reached."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.service_settings.changing import change_service
from portal_apps.service_settings.forms.general import RenameService

METHODS = ["GET", "HEAD", "POST"]


@requires(manage_service)
@require_http_methods(METHODS)
def name(request: PortalRequest) -> HttpResponse:
    form = RenameService(request.POST or None, initial={"name": request.visit.service.name})
    return change_service(
        request,
        form,
        "Change your service name",
        lambda typed: {"name": typed["name"]},
        done="Service name changed",
    )
