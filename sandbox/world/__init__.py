"""The invented world a sandbox starts with. Ids and names are always the same; times are relative to the seeding."""

from django.db import connection

from sandbox import database
from sandbox.models import User
from sandbox.world import (
    branding,
    messages,
    notify,
    organisations,
    people,
    providers,
    reports,
    service_parts,
    services,
    templates,
    usage,
)
from sandbox.writing import writing


def build_unless_built() -> None:
    with writing():
        if not User.objects.exists():
            _build()


def rebuild() -> None:
    """Drop everything and start again, in one step: a running sandbox answers from the old world until it is done.

    On PostgreSQL its answers wait meanwhile.
    """
    with connection.constraint_checks_disabled(), writing():
        database.empty()
        _build()


def _build() -> None:
    organisations.build()
    branding.build()
    people.build()
    notify.build()
    services.build()
    service_parts.build()
    templates.build()
    messages.build()
    providers.build()
    reports.build()
    usage.build()
