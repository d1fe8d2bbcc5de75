"""Whom to ask: the members of a team who hold what somebody lacks, so that a refusal says more than no.

Best effort, and never for people outside of the team: one call to the API at most, and none for a minute after it.
"""

import logging
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

from gateway import user_api_client
from gateway.errors import APIError, CacheUnavailable
from portal_apps.core.permissions import Rule, Visit, member
from portal_apps.team.roles import LABELS
from portal_apps.users.models import User

KEPT_SECONDS = 60
# What a rule looks at that has nothing to do with this service: nobody is asked because of it.
NOTHING_ELSE: dict[str, Any] = {"organisations": [], "organisation_permissions": {}, "platform_admin": False}

logger = logging.getLogger(__name__)


def names_of_those_who_can(visit: Visit | None, rule: Rule) -> list[str]:
    """By name. Empty for outsiders, for whoever may already, and when it cannot be found out just now."""
    if not visit or not visit.service or not visit.may(member) or visit.may(rule):
        return []
    try:
        team = _team(visit.service.id)
    except (APIError, CacheUnavailable, RedisError, OSError):
        logger.warning("nobody can be named who holds the permission that is missing")
        return []
    names = [facts["name"] for facts in team if rule.holds(Visit(User.from_json(facts), visit.service))]
    return sorted(names, key=str.casefold)


def permissions_named_by(rule: Rule) -> list[str]:
    """The permissions of which the rule wants one, in the words of the team pages."""
    return [LABELS[name] for name in rule.name.split(" or ") if name in LABELS]


def _team(service_id: str) -> list[dict[str, Any]]:
    """Names and permissions only: no address is kept."""
    key = f"who-can-{service_id}"
    team: list[dict[str, Any]] | None = cache.get(key)
    if team is None:
        team = [
            {
                "id": person["id"],
                "name": person["name"],
                "email_address": "",
                "services": [service_id],
                "permissions": {service_id: person["permissions"].get(service_id, [])},
                **NOTHING_ELSE,
            }
            for person in user_api_client.get_users_for_service(service_id)
        ]
        cache.set(key, team, KEPT_SECONDS)
    return team
