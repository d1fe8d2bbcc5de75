"""The form of a new service."""

from collections.abc import Mapping
from typing import Any

from gateway import service_api_client
from gateway.errors import HTTPError
from portal_apps.core.fields import Choice
from portal_apps.core.forms import Form
from portal_apps.orgs.models import NAMES_OF_TYPES
from portal_apps.services.naming import ServiceName


class CreateService(Form):
    """The type is only asked for where the organisation is not known; then `types` says which ones may be chosen."""

    name = ServiceName()

    def __init__(self, *args: Any, types: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if types:
            self.fields["organisation_type"] = Choice(
                "Who runs this service?",
                "Select who runs this service",
                [(value, NAMES_OF_TYPES[value]) for value in types],
            )

    def add_api_errors(self, error: HTTPError, fields: Mapping[str, str] | None = None) -> None:
        if explained := service_api_client.parse_edit_service_http_error(error):
            self.add_error("name", explained)
        else:
            super().add_api_errors(error, fields)
