"""The forms of what a service is called and how it is reached."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from gateway import service_api_client
from gateway.errors import HTTPError
from portal_apps.core.changes import EditForm
from portal_apps.core.fields import ThingName
from portal_apps.service_settings.sender_names import fault_of_sender_name


class RenameService(EditForm):
    name = ThingName("Service name", "Enter a service name")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if fault := fault_of_sender_name(name):
            raise ValidationError(fault)
        return name

    def add_api_errors(self, error: HTTPError, fields: Mapping[str, str] | None = None) -> None:
        """The API speaks to programmers about names that others have or that no e-mail can come from."""
        if explained := service_api_client.parse_edit_service_http_error(error):
            self.add_error("name", explained)
        else:
            super().add_api_errors(error, fields)
