"""Every change of a template, a service or an API key leaves the earlier state behind."""

import json
from typing import Any

from sandbox import dates
from sandbox.models import (
    ApiKey,
    ApiKeyHistory,
    ProviderDetails,
    ProviderVersion,
    Service,
    ServiceHistory,
    Template,
    TemplateHistory,
)
from sandbox.serialise.providers import provider
from sandbox.serialise.services import api_key_version, service_version

CONTENT_FIELDS = (
    "service_id",
    "template_type",
    "name",
    "subject",
    "content",
    "archived",
    "hidden",
    "postage",
    "has_unsubscribe_link",
    "letter_languages",
    "letter_welsh_subject",
    "letter_welsh_content",
    "service_letter_contact_id",
    "created_by_id",
    "created_at",
    "updated_at",
    "version",
)


def template_snapshot(template: Template) -> TemplateHistory:
    return TemplateHistory(template=template, **{name: getattr(template, name) for name in CONTENT_FIELDS})


def create_template(template: Template) -> None:
    template.save()
    template_snapshot(template).save()


def change_template(template: Template, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(template, name, value)
    template.version += 1
    template.updated_at = dates.now()
    template.save()
    template_snapshot(template).save()


def remember_service(service: Service) -> None:
    ServiceHistory.objects.create(service=service, version=service.version, snapshot=service_version(service))


def change_service(service: Service, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(service, name, value)
    service.version += 1
    service.save_change()
    remember_service(service)


def remember_api_key(key: ApiKey) -> None:
    ApiKeyHistory.objects.create(service=key.service, api_key=key, snapshot=api_key_version(key))


def provider_snapshot(row: ProviderDetails) -> dict[str, Any]:
    """As JSON keeps it: ids as text."""
    snapshot: dict[str, Any] = json.loads(json.dumps(provider(row), default=str))
    return snapshot


def change_provider(row: ProviderDetails, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save_change()
    ProviderVersion.objects.create(provider=row, version=row.version, snapshot=provider_snapshot(row))
