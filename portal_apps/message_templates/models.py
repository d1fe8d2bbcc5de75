"""Templates, as the API describes them, and the list of a service as the person who asks may see it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.core.exceptions import PermissionDenied

from gateway import fan_out, keys, prefetch, service_api_client, template_folder_api_client
from gateway.errors import NotFound
from portal_apps.core.permissions import Visit, organisation_member
from portal_apps.message_templates.content.placeholders import normalised
from portal_apps.message_templates.content.preview import WELSH_THEN_ENGLISH, Preview, preview_of
from portal_apps.message_templates.file_links import with_file_links
from portal_apps.message_templates.tree import NAMES_OF_TYPES, Folder, FolderId, TemplateTree
from portal_apps.services.models import Service

ENGLISH = "english"
ONLY_ENGLISH = {"letter_languages": ENGLISH, "letter_welsh_subject": None, "letter_welsh_content": None}
# As a new letter begins, in the other language.
WELSH_TO_BE_WRITTEN = {
    "letter_languages": WELSH_THEN_ENGLISH,
    "letter_welsh_subject": "Pennawd",
    "letter_welsh_content": "Testun y llythyr",
}


@dataclass(frozen=True, slots=True)
class Template:
    """One template or one version of it; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str, template_id: str, version: int | None = None) -> Self:
        return cls(service_api_client.get_service_template(service_id, template_id, version)["data"])

    @classmethod
    def versions_of(cls, service_id: str, template_id: str) -> list[Self]:
        """Every version, newest first."""
        versions = service_api_client.get_service_template_versions(service_id, template_id)["data"]
        return sorted((cls(facts) for facts in versions), key=lambda one: one.version, reverse=True)

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def service_id(self) -> str:
        return self.facts["service"]

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def template_type(self) -> str:
        return self.facts["template_type"]

    @property
    def subject(self) -> str:
        return _lines(self.facts["subject"])

    @property
    def content(self) -> str:
        return _lines(self.facts["content"])

    @property
    def is_bilingual(self) -> bool:
        """A letter that says everything in Welsh first and then in English."""
        return self.facts["letter_languages"] == WELSH_THEN_ENGLISH

    @property
    def welsh_subject(self) -> str:
        return _lines(self.facts["letter_welsh_subject"])

    @property
    def welsh_content(self) -> str:
        return _lines(self.facts["letter_welsh_content"])

    @property
    def has_unsubscribe_link(self) -> bool:
        return self.facts["has_unsubscribe_link"]

    @property
    def folder_id(self) -> FolderId:
        return self.facts["folder"]

    @property
    def version(self) -> int:
        return self.facts["version"]

    @property
    def is_deleted(self) -> bool:
        return self.facts["archived"]

    @property
    def can_be_changed(self) -> bool:
        """Not once deleted, and not what stands for letters that were uploaded."""
        return not self.is_deleted and not self.facts["is_precompiled_letter"]

    @property
    def changed_at(self) -> str:
        return self.facts["updated_at"] or self.facts["created_at"]

    @property
    def changed_by(self) -> str:
        """The name of the person who made this version; empty for a template that is not read as a version."""
        author = self.facts["created_by"]
        return author["name"] if isinstance(author, dict) else ""

    @property
    def changed_by_id(self) -> str:
        author = self.facts["created_by"]
        return author["id"] if isinstance(author, dict) else author

    @property
    def sender(self) -> str:
        return self.facts["reply_to_text"] or ""

    @property
    def hides_personalisation(self) -> bool:
        return self.facts["redact_personalisation"]

    @property
    def letter_contact_id(self) -> str | None:
        """Whose address stands on the letter, if not nobody's."""
        return self.facts["reply_to"]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that may hold a placeholder, in the order of the message."""
        welsh = (self.welsh_subject, self.welsh_content) if self.is_bilingual else ()
        return *welsh, self.subject, self.content

    @property
    def attached(self) -> frozenset[str]:
        """The placeholders that are files, in the form by which names are compared: nobody gives them a value."""
        return frozenset(normalised(file["filename"]) for file in self.facts["email_files"])

    @property
    def written(self) -> dict[str, Any]:
        """What people wrote, by the API's names: saving it in a template makes that template say the same."""
        attributes: dict[str, Any] = {"name": self.name, "content": self.content}
        if self.template_type != "sms":
            attributes["subject"] = self.subject
        if self.template_type == "email":
            attributes["has_unsubscribe_link"] = self.has_unsubscribe_link
        if self.template_type == "letter":
            attributes |= self._written_in_welsh()
        return attributes

    def with_changes(self, attributes: Mapping[str, Any]) -> Self:
        """The template as it would be with these attributes, by the API's names."""
        return replace(self, facts={**self.facts, **attributes})

    def says(self, attributes: Mapping[str, Any]) -> bool:
        """Whether saving these would change nothing."""
        return self.with_changes(attributes).written == self.written

    def _written_in_welsh(self) -> dict[str, Any]:
        if not self.is_bilingual:
            return ONLY_ENGLISH
        return {
            "letter_languages": WELSH_THEN_ENGLISH,
            "letter_welsh_subject": self.welsh_subject,
            "letter_welsh_content": self.welsh_content,
        }


def tree_for(visit: Visit) -> TemplateTree:
    """The templates and folders of the visit's service that the person may see."""
    service = visit.service
    are_kept = prefetch(
        keys.TEMPLATE_FOLDERS.fill(service_id=service.id), keys.SERVICE_TEMPLATES.fill(service_id=service.id)
    )
    folders, templates = fan_out(
        lambda: template_folder_api_client.get_template_folders(service.id),
        lambda: service_api_client.get_service_templates(service.id)["data"],
        in_a_row=are_kept,
    )
    channels = [name for name in NAMES_OF_TYPES if service.has_permission(name)]
    return TemplateTree.build(
        folders, templates, sees=lambda folder: may_see(visit, folder), channels=channels
    )


def may_see(visit: Visit, folder: Folder) -> bool:
    """Members see the folders they were given; the service's organisation and platform admins see all."""
    return visit.may(organisation_member) or visit.user.id in folder.users_with_permission


def folder_for(visit: Visit, folder_id: str) -> Folder:
    """One folder. Raises NotFound, and PermissionDenied where it is hidden from the person."""
    folder = Folder.from_json(template_folder_api_client.get_template_folder(visit.service.id, folder_id))
    if not may_see(visit, folder):
        raise PermissionDenied
    return folder


def template_for(visit: Visit, template_id: str) -> Template:
    """The current template, also once deleted. Raises NotFound, and PermissionDenied where its folder is hidden."""
    return template_and_path(visit, template_id)[0]


def template_and_path(visit: Visit, template_id: str) -> tuple[Template, list[Folder | None]]:
    """The same, with the folders it is in: the root (None) first, without those that the person does not see."""
    are_kept = prefetch(
        keys.TEMPLATE_FOLDERS.fill(service_id=visit.service.id),
        keys.SERVICE_TEMPLATE_VERSION.fill(
            service_id=visit.service.id, template_id=template_id, version=None
        ),
    )
    template, rows = fan_out(
        lambda: Template.from_id(visit.service.id, template_id),
        lambda: template_folder_api_client.get_template_folders(visit.service.id),
        in_a_row=are_kept,
    )
    return template, _path(visit, rows, template.folder_id)


def path_to(visit: Visit, template: Template) -> list[Folder | None]:
    """The folders of a template that was read before, as above."""
    rows = template_folder_api_client.get_template_folders(visit.service.id) if template.folder_id else []
    return _path(visit, rows, template.folder_id)


def _path(visit: Visit, rows: Iterable[dict[str, Any]], folder_id: FolderId) -> list[Folder | None]:
    upwards = list(_upwards(rows, folder_id))
    if folder_id and not upwards:
        raise NotFound(message="Template folder not found")
    if upwards and not may_see(visit, upwards[0]):
        raise PermissionDenied
    return [None, *(folder for folder in reversed(upwards) if may_see(visit, folder))]


def _upwards(rows: Iterable[dict[str, Any]], folder_id: FolderId) -> Iterator[Folder]:
    """The folder and those it is in, the root left out; each once, should one be inside itself."""
    folders = {row["id"]: row for row in rows}
    while folder_id and (row := folders.pop(folder_id, None)):
        folder = Folder.from_json(row)
        yield folder
        folder_id = folder.parent_id


def preview_for(service: Service, template: Template, values: Mapping[str, object] | None = None) -> Preview:
    """The template as its recipients will see it, with links to its files; names without a value stay marked out."""
    facts = with_file_links(template.facts)
    return preview_of(facts, values=values, service_prefix=prefix_of(service))


def prefix_of(service: Service) -> str | None:
    """What stands in front of the service's text messages."""
    return service.name if service.prefix_sms else None


def _lines(text: str | None) -> str:
    """The API keeps line ends as whoever saved the text sent them."""
    return (text or "").replace("\r\n", "\n")
