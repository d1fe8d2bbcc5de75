"""The invented world a sandbox starts with. Ids and names are always the same; times are relative to the seeding."""

from django.apps import apps
from django.db import transaction

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


def is_empty() -> bool:
    return not User.objects.exists()


def build() -> None:
    with transaction.atomic():
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


def rebuild() -> None:
    """Drop everything and start again, in one step: a running sandbox answers from the old world until it is done."""
    with transaction.atomic():
        for model in reversed(list(apps.get_app_config("sandbox").get_models(include_auto_created=True))):
            model._base_manager.all().delete()  # noqa: SLF001 - Django's documented way to reach every row
        build()
