"""What is missing where no permission would help: the 403 page names it, and who can change it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from portal_apps.core.addresses import address_of
from portal_apps.core.permissions import Rule, Visit


@dataclass(frozen=True, slots=True)
class Remedy:
    """A page of the service on which those for whom the rule holds put it right."""

    text: str
    url_name: str
    rule: Rule

    def url_for(self, visit: Visit) -> str:
        """Empty for a visitor who may not."""
        return address_of(self.url_name, service_id=visit.service.id) if visit.may(self.rule) else ""


class Lacking(PermissionDenied):
    """Raised by a view whose rule has let the visitor in. `what` is missing, or in the way: a sentence without its full
    stop, and the heading of the page. `advice` is what else helps to know."""

    def __init__(self, what: str, *, advice: str = "", remedy: Remedy | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.remedy = remedy
