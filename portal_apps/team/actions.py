"""Changes to a team, each with the event that says who made it and what was there before."""

from django.http import HttpRequest

from gateway import service_api_client, user_api_client
from portal_apps.core import contact_changes
from portal_apps.core.contact_changes import ContactChange
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.events import record_permissions, record_removed, record_sign_in_method
from portal_apps.team.forms.permissions import ChangePermissions
from portal_apps.users.models import User


def change_member(request: PortalRequest, person: User, form: ChangePermissions) -> None:
    """Permissions and folders, then the way of signing in. Raises BadRequest where too few could manage the service."""
    if {"permissions_field", "folder_permissions"} & set(form.edited):
        _set_permissions(request, person, form)
    if "login_authentication" in form.edited and form.auth_type:
        set_sign_in_method(request, person, form.auth_type, updated_by_id=request.visit.user.id)


def _set_permissions(request: PortalRequest, person: User, form: ChangePermissions) -> None:
    service_id = request.visit.service.id
    original = person.permissions_in(service_id)
    user_api_client.set_user_permissions(person.id, service_id, form.permissions, form.folder_ids)
    record_permissions(request, person.id, service_id, (original, form.permissions), by=request.visit.user.id)


def set_sign_in_method(request: HttpRequest, person: User, auth_type: str, *, updated_by_id: str) -> None:
    """`person` must have been read before."""
    user_api_client.update_user_attribute(person.id, auth_type=auth_type)
    record_sign_in_method(request, person.id, person.auth_type, auth_type, by=updated_by_id)


def remove_member(request: PortalRequest, person: User) -> None:
    """Raises BadRequest where the service needs them, NotFound where somebody else was quicker."""
    visit = request.visit
    service_api_client.remove_user_from_service(visit.service.id, person.id)
    record_removed(request, person.id, visit.service.id, by=visit.user.id)


def change_contact(request: PortalRequest, person: User, new: ContactChange) -> None:
    """The address or number that was typed; the API tells its owner. `person` must have been read before."""
    original, value = person.facts[new.attribute], new.value
    new.save(updated_by=request.visit.user.id)
    contact_changes.record(request, new.attribute, person.id, original, value)
