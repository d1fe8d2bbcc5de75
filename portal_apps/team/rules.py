"""What a manager of a service may change about other people, whose accounts are not the service's."""

from portal_apps.core.permissions import Visit
from portal_apps.services.models import Service
from portal_apps.users.models import User


def may_get_another_method(service: Service, person: User) -> bool:
    """Security keys and platform admins are not weakened by a service that lets people sign in by e-mail."""
    is_protected = person.auth_type == "webauthn_auth" or person.platform_admin
    return service.has_permission("email_auth") and not is_protected


def may_change_contact(visit: Visit, person: User) -> bool:
    """One's own are changed with proof, on other pages; those of a platform admin open more than this service."""
    return person.id != visit.user.id and (visit.is_platform_admin or not person.platform_admin)
