"""The form of a new service."""

from typing import Any

from portal_apps.core.fields import Choice
from portal_apps.orgs.models import NAMES_OF_TYPES
from portal_apps.services.naming import NamesService


class CreateService(NamesService):
    """The type is only asked for where the organisation is not known; then `types` says which ones may be chosen."""

    def __init__(self, *args: Any, types: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if types:
            self.fields["organisation_type"] = Choice(
                "Who runs this service?",
                "Select who runs this service",
                [(value, NAMES_OF_TYPES[value]) for value in types],
            )
