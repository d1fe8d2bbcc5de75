"""The forms in which somebody decides what a person may do and see in a service."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, Choices
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.folders import FolderAccess
from portal_apps.team.roles import (
    CHOOSABLE_METHODS,
    HINTS,
    LABELS,
    NO_MOBILE_NUMBER,
    SIGN_IN_METHODS,
)


class PermissionFields(Form):
    """`access` has the folders to choose from; `chooses_method` is whether the service lets people sign in by e-mail.

    `has_number`: codes in text messages are for people with a mobile number, which invited people give themselves.
    """

    permissions_field = Choices("Permissions", LABELS.items(), hints=HINTS, required=False)
    folder_permissions = Choices(
        "Template folders they can see",
        (),
        gone="One of the folders you chose is not there any more",
        required=False,
    )
    login_authentication = Choice(
        "Sign-in method",
        "Select how they sign in",
        [(name, SIGN_IN_METHODS[name]) for name in CHOOSABLE_METHODS],
    )

    def __init__(
        self,
        *args: Any,
        access: FolderAccess,
        chooses_method: bool,
        has_number: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.has_number = has_number
        if access.ids:
            self._offer(access.choices)
        else:
            del self.fields["folder_permissions"]
        if not chooses_method:
            del self.fields["login_authentication"]

    @classmethod
    def for_newcomer(
        cls,
        request: PortalRequest,
        access: FolderAccess,
        *,
        auth_type: str = "sms_auth",
        **options: Any,
    ) -> Self:
        """For somebody who is not in the team yet: every folder is ticked to begin with."""
        return cls(
            request.POST if request.method == "POST" else None,
            initial={"folder_permissions": access.ids, "login_authentication": auth_type},
            access=access,
            **{"chooses_method": request.visit.service.has_permission("email_auth"), **options},
        )

    def _offer(self, choices: Iterable[tuple[str, str]]) -> None:
        self.fields["folder_permissions"].choices = list(choices)  # type: ignore[attr-defined]  # it has choices

    def clean_login_authentication(self) -> str:
        method: str = self.cleaned_data["login_authentication"]
        if method == "sms_auth" and not self.has_number:
            raise ValidationError(NO_MOBILE_NUMBER)
        return method

    @property
    def permissions(self) -> list[str]:
        return self.cleaned_data["permissions_field"]

    @property
    def folder_ids(self) -> list[str] | None:
        """None where there is nothing to choose."""
        return self.cleaned_data.get("folder_permissions")

    @property
    def auth_type(self) -> str | None:
        """None where it is not to be chosen."""
        return self.cleaned_data.get("login_authentication")


class ChangePermissions(EditForm, PermissionFields):
    """For somebody who has some already."""

    field_order = ("permissions_field", "folder_permissions", "login_authentication")
