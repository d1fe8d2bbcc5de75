"""From which services a person may copy, and what a copy is called."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, count

from django.core.exceptions import PermissionDenied

from gateway import fan_out, keys, prefetch, user_api_client
from portal_apps.core.permissions import Visit, member, organisation_member
from portal_apps.message_templates.forms.content import MAX_NAME_LENGTH
from portal_apps.message_templates.models import Template, tree_for
from portal_apps.message_templates.tree import Row, TemplateTree
from portal_apps.services.models import Service

# A search over all of one's services looks into no more than this.
MOST_SERVICES = 30
SUFFIX = re.compile(r" \(copy(?: \d+)?\)\Z")
LONGEST_SUFFIX = len(" (copy 999)")
KEYS_OF_SERVICE = (keys.SERVICE, keys.TEMPLATE_FOLDERS, keys.SERVICE_TEMPLATES)


def visit_to(visit: Visit, service_id: str) -> Visit:
    """The same person in another service. Raises PermissionDenied where they may not see its templates."""
    there = visit if service_id == visit.service.id else replace(visit, service=Service.from_id(service_id))
    if not there.may(member | organisation_member):
        raise PermissionDenied
    return there


def services_of(visit: Visit) -> list[Service]:
    """The one the copy goes to, and then the person's other active services by name."""
    mine = user_api_client.get_organisations_and_services_for_user(visit.user.id)["services"]
    others = (Service(row) for row in mine if row["id"] != visit.service.id)
    return [visit.service, *sorted(others, key=lambda one: (one.name.casefold(), one.id))]


def has_only(visit: Visit) -> bool:
    """Whether there is no other service to copy from."""
    return visit.user.service_ids <= {visit.service.id}


def found_in(visit: Visit, services: list[Service], words: str) -> list[tuple[Service, list[Row]]]:
    """The templates of each service that have the words in their name; services without are left out."""
    looked_at = services[:MOST_SERVICES]
    prefetch(*(key.fill(service_id=service.id) for service in looked_at for key in KEYS_OF_SERVICE))
    trees = fan_out(*(lambda service=service: _tree(visit, service) for service in looked_at))
    found = ((service, tree.search(words)) for service, tree in zip(looked_at, trees, strict=True))
    named = ((service, [item for item in items if isinstance(item, Row)]) for service, items in found)
    return [(service, rows) for service, rows in named if rows]


def name_of_copy(name: str, taken: Iterable[str]) -> str:
    """`Permit (copy)`, or `Permit (copy 2)` and so on where there is one already."""
    plain = SUFFIX.sub("", name)[: MAX_NAME_LENGTH - LONGEST_SUFFIX]
    others = {one.casefold() for one in taken}
    names = chain([f"{plain} (copy)"], (f"{plain} (copy {number})" for number in count(2)))
    return next(one for one in names if one.casefold() not in others)


def not_copied(template: Template) -> list[str]:
    """What a copy has to do without."""
    facts = template.facts
    gone = {
        "the attached files": facts["email_files"],
        "the attached pages": facts["letter_attachment"],
        "the sender address": facts["reply_to"],
    }
    return [what for what, is_there in gone.items() if is_there]


def _tree(visit: Visit, service: Service) -> TemplateTree:
    """What the person sees of it; nothing once it is archived, or they have left it."""
    try:
        return tree_for(visit_to(visit, service.id))
    except PermissionDenied:
        return TemplateTree([], [])
