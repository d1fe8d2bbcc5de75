"""The parts a crowd is made in: people first, then their organisations, then fifty services at a time, then the outbox."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.hashers import make_password

from sandbox.crowd import messages, people, usage
from sandbox.crowd.messages import Messages
from sandbox.crowd.moments import Moments
from sandbox.crowd.plan import Plan, PlannedService
from sandbox.crowd.recipients import Public
from sandbox.crowd.rows import Rows
from sandbox.crowd.services import CrowdService
from sandbox.models import DailyUsage, Notification, Organisation
from sandbox.world.people import PASSWORD

USERS_IN_A_BLOCK = 5_000
SERVICES_IN_A_BLOCK = 50


@dataclass(frozen=True)
class Block:
    """`rows` makes them; `count` is how much of the whole it is, in people, organisations, services and messages."""

    what: str
    count: int
    rows: Callable[[], Rows]


def blocks(plan: Plan, moments: Moments) -> Iterator[Block]:
    size, password = plan.size, make_password(PASSWORD)
    for first in range(0, size.users, USERS_IN_A_BLOCK):
        numbers = range(first, min(first + USERS_IN_A_BLOCK, size.users))
        yield Block("users", len(numbers), partial(_users, plan, numbers, moments, password))
    yield Block("organisations", size.organisations, partial(_organisations, plan, moments))
    public = Public(plan.dice("public"), moments)
    for first in range(0, size.services, SERVICES_IN_A_BLOCK):
        services = plan.services[first : first + SERVICES_IN_A_BLOCK]
        count = len(services) + sum(service.notifications for service in services)
        yield Block("services", count, partial(_services, plan, services, moments, public))


def _users(plan: Plan, numbers: range, moments: Moments, password: str) -> Rows:
    rows = Rows()
    rows.add(people.users(plan, numbers, moments, password))
    return rows


def _organisations(plan: Plan, moments: Moments) -> Rows:
    rows = Rows()
    rows.add(people.brandings(plan, moments))
    organisations = list(people.organisations(plan, moments))
    rows.add(organisations)
    pool = Organisation.email_branding_pool.through
    rows.add(
        pool(organisation_id=row.id, emailbranding_id=row.email_branding_id)
        for row in organisations
        if row.email_branding_id
    )
    rows.add(people.organisation_members(plan, moments))
    return rows


def _services(plan: Plan, planned: list[PlannedService], moments: Moments, public: Public) -> Rows:
    rows = Rows()
    for each in planned:
        service = CrowdService(plan, each, moments)
        service.build()
        sent = Messages(service, public)
        sent.build()
        rows.add(service.rows)
        rows.add(sent.rows)
        rows.add_values(Notification, messages.COLUMNS, sent.values)
        rows.add_values(DailyUsage, usage.COLUMNS, usage.values(service))
    return rows
