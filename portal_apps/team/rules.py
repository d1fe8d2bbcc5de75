"""What a manager of a service may know and change of other people, whose accounts are not the service's."""

from gateway import organisations_client
from portal_apps.core.permissions import Visit
from portal_apps.services.models import Service
from portal_apps.users.models import User


def may_get_another_method(service: Service, person: User) -> bool:
    """Security keys and platform admins are not weakened by a service that lets people sign in by e-mail."""
    return service.has_permission("email_auth") and not is_protected(person)


def is_protected(person: User) -> bool:
    """Whether another way of signing in would open more to a thief than before."""
    return person.auth_type == "webauthn_auth" or person.platform_admin


def may_change_contact(visit: Visit, person: User) -> bool:
    """One's own are changed with proof, on other pages; those of a platform admin open more than this service."""
    return person.id != visit.user.id and (visit.is_platform_admin or not person.platform_admin)


def belongs_to_organisation_of(service: Service, person: User) -> bool:
    """Whether the person's e-mail domain is one of the organisation that the service belongs to."""
    if not service.organisation_id:
        return False
    domain = person.email_address.rpartition("@")[2]
    organisation = organisations_client.get_organisation_by_domain(domain)
    return organisation is not None and organisation["id"] == service.organisation_id
