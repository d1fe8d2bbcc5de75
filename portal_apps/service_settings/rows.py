"""What the settings page is made of: sections of rows, each a label, what is set, and where to change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from portal_apps.core.permissions import Rule, Visit, manage_api_keys, manage_service
from portal_apps.service_settings.overview import Overview

Value = str | list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the settings page: `Row("Service name", lambda settings: settings.service.name, "name")`.

    The value is a text, or a list of lines of which the first counts; nothing reads "Not set". `page` names the page that
    the link leads to; people for whom the `rule` does not hold see no link, unless it is a list, which they may read.
    `needs` is a feature of the service without which there is no row.
    """

    label: str
    value: Callable[[Overview], Value]
    page: str = ""
    rule: Rule = manage_service
    needs: str = ""
    is_list: bool = False
    arguments: Mapping[str, str] = field(default_factory=dict)
    verb: str = "Change"
    named: str = ""  # what the link says after the verb, when it is not the label

    def lines(self, settings: Overview) -> list[str]:
        value = self.value(settings)
        return [value] if value and isinstance(value, str) else list(value)

    def href(self, visit: Visit) -> str:
        """Where the link leads; empty where there is none."""
        if not self.page or not (self.is_list or visit.may(self.rule)):
            return ""
        return reverse(
            f"service_settings:{self.page}", kwargs={"service_id": visit.service.id, **self.arguments}
        )

    def verb_for(self, visit: Visit) -> str:
        return self.verb if visit.may(self.rule) else "See"

    @property
    def link_name(self) -> str:
        return self.named or self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: tuple[Row, ...]
    css_class: str = ""
    rule: Rule = manage_service | manage_api_keys

    def rows_for(self, visit: Visit) -> list[Row]:
        """The rows this visitor sees."""
        if not visit.may(self.rule):
            return []
        return [row for row in self.rows if not row.needs or visit.service.has_permission(row.needs)]


def on_off(feature: str) -> Callable[[Overview], Value]:
    """The value of a row about a channel or feature that is switched on or off."""
    return lambda settings: "On" if settings.service.has_permission(feature) else "Off"
