"""Who may see which page: rules that views declare and templates ask alike.

A view carries `@requires(rule)` or `@public`; the middleware denies whatever carries neither, and a test refuses it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from portal_apps.core.asking import asks_by_itself

Page = Callable[..., HttpResponseBase]
LAST_SERVICE = "service_id"


@dataclass(frozen=True)
class Visit:
    """Who asks for what: all the facts that a rule may decide on."""

    # A User, a Service and an Organisation. Core knows no app, so the pages know more about them than it can say here.
    user: Any
    service: Any = None
    organisation: Any = None
    hides_powers: bool = False  # a platform admin who wants to see what others see

    @cached_property
    def permissions(self) -> set[str]:
        """In the service; a page asks many rules about them."""
        return self.user.permissions_in(self.service.id) if self.service else set()

    @cached_property
    def is_platform_admin(self) -> bool:
        return self.user.platform_admin and not self.hides_powers

    def may(self, rule: "Rule") -> bool:
        """Whether a rule admits this visitor; templates and views ask it about links and buttons."""
        if self.is_platform_admin and rule.admits_platform_admin:
            return True
        if self.service and not self.service.active:
            return False
        return rule.holds(self)


class PortalRequest(HttpRequest):
    """A request of a signed-in person; the middleware has put together what it is about."""

    visit: Visit


Fact = Callable[[Visit], bool]


@dataclass(frozen=True)
class Rule:
    """A named condition on a visit. `a | b` holds where either does."""

    name: str
    holds: Fact
    admits_platform_admin: bool = True

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(
            f"{self.name} or {other.name}",
            lambda visit: self.holds(visit) or other.holds(visit),
            admits_platform_admin=self.admits_platform_admin or other.admits_platform_admin,
        )

    def where(self, fact: Fact) -> "Rule":
        """The same rule for links that lead somewhere only in some services, for platform admins too."""
        return Rule(
            self.name,
            lambda visit: fact(visit) and (self.holds(visit) or visit.is_platform_admin),
            admits_platform_admin=False,
        )

    def without_platform_admin(self) -> "Rule":
        """The same rule for pages on which a platform admin needs the permission like anybody else."""
        return Rule(self.name, self.holds, admits_platform_admin=False)


def _holds(permission: str) -> Rule:
    return Rule(permission, lambda visit: permission in visit.permissions)


def _is_member(visit: Visit) -> bool:
    return bool(visit.service) and visit.service.id in visit.user.service_ids


def _organisation_id(visit: Visit) -> str | None:
    """The organisation that the page is about, or that the service of the page belongs to."""
    if visit.service:
        return visit.service.organisation_id
    return visit.organisation.id if visit.organisation else None


def _is_organisation_member(visit: Visit) -> bool:
    return _organisation_id(visit) in visit.user.organisation_ids


def is_in_trial_mode(visit: Visit) -> bool:
    return bool(visit.service) and visit.service.trial_mode


def _can_make_services_live(visit: Visit) -> bool:
    organisation_id = _organisation_id(visit)
    return bool(organisation_id) and "can_make_services_live" in visit.user.permissions_in_organisation(
        organisation_id
    )


signed_in = Rule("signed in", lambda _visit: True)
member = Rule("member", _is_member)
organisation_member = Rule("organisation member", _is_organisation_member)
platform_admin = Rule("platform admin", lambda _visit: False)
can_make_services_live = Rule("can make services live", _can_make_services_live)
manage_service = _holds("manage_service")
manage_templates = _holds("manage_templates")
manage_api_keys = _holds("manage_api_keys")
send_messages = _holds("send_messages")
view_activity = _holds("view_activity")


def _remember(request: HttpRequest, service_id: str) -> None:
    if request.session.get(LAST_SERVICE) != service_id:
        request.session[LAST_SERVICE] = service_id


def requires(rule: Rule, *, to_post: Rule | None = None) -> Callable[[Page], Page]:
    """Admit visitors for whom the rule holds; everybody else gets the 403 page. `to_post` is the rule of those who send
    the form of the page, where not everybody may who sees it.

    The view is called with the ids of its URL as text, without those of the service and the organisation: these are
    `request.visit.service` and `request.visit.organisation`.
    """

    rule_to_post = to_post or rule

    def guard(view: Page) -> Page:
        @wraps(view)
        @never_cache
        def admitted(request: PortalRequest, **kwargs: Any) -> HttpResponseBase:
            if not request.visit.may(rule_to_post if request.method == "POST" else rule):
                raise PermissionDenied
            identifiers = {
                name: str(value) if isinstance(value, UUID) else value for name, value in kwargs.items()
            }
            service_id = identifiers.pop("service_id", None)
            identifiers.pop("org_id", None)
            if service_id and not asks_by_itself(request):
                _remember(request, service_id)
            return view(request, **identifiers)

        admitted.guarded_by = rule  # type: ignore[attr-defined]  # read by the test that walks every URL
        admitted.guarded_by_to_post = rule_to_post  # type: ignore[attr-defined]  # likewise
        return admitted

    return guard


def public(view: Page) -> Page:
    """A page for everybody, signed in or not."""
    open_view = login_not_required(never_cache(view))
    open_view.guarded_by = None  # type: ignore[attr-defined]  # read by the test that walks every URL
    return open_view
