"""Whom and what the questions are about: whoever has most."""

from typing import Any

from django.db.models import Count, QuerySet

from sandbox import dates
from sandbox.api.paging import PAGE_SIZE
from sandbox.domains import domain_of
from sandbox.models import Job, Notification, Organisation, OutboxMessage, Service, ServiceMember, User

Facts = dict[str, Any]


def facts() -> Facts:
    service = _most(Service.objects.all(), Notification.objects.all(), "service")
    year = dates.this_financial_year()
    return {
        "service": service.id,
        "organisation": _most(
            Organisation.objects.all(), Service.objects.exclude(organisation=None), "organisation"
        ).id,
        "year": year,
        "first_day": dates.financial_year_span(year)[0].isoformat(),
        "today": dates.london_day(dates.now()).isoformat(),
        **_messages(service),
        **_person(),
        **_outbox(),
    }


def _messages(service: Service) -> Facts:
    messages = Notification.objects.filter(service=service)
    pages = messages.exclude(key_type="test").count() // PAGE_SIZE
    some = messages.filter(notification_type="email").order_by("created_at")[:1].get()
    return {
        "notification": some.id,
        "template": some.template_id,
        "part_of_recipient": some.to.partition("@")[0],
        "middle_page": max(1, pages // 2),
        "last_page": max(1, pages),
        "job": _most(Job.objects.filter(service=service), messages.exclude(job=None), "job").id,
    }


def _person() -> Facts:
    user = _most(User.objects.all(), ServiceMember.objects.all(), "user")
    name, domain = user.email_address.partition("@")[0], domain_of(user.email_address)
    return {
        "user": user.id,
        "email_address": user.email_address,
        "part_of_email_address": name.rpartition(".")[0] or name,
        "domain": domain,
    }


def _outbox() -> Facts:
    newest = OutboxMessage.objects.first()
    if newest is None:
        return {"outbox_newest": 1, "outbox_middle": 1, "outbox_recipient": "nobody"}
    return {
        "outbox_newest": newest.number,
        "outbox_middle": newest.number - OutboxMessage.objects.count() // 2,
        "outbox_recipient": newest.to,
    }


def _most(rows: QuerySet[Any], counted: QuerySet[Any], by: str) -> Any:
    """The row that most of the counted ones belong to."""
    owner = counted.order_by().values_list(by).annotate(count=Count("pk")).order_by("-count", by)[0][0]
    return rows.get(pk=owner)
