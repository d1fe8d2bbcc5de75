"""Templates of a service and their versions. Routes under /service/{id}/template."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.caller import attach_current_user
from gateway.clients.attributes import only

UPDATABLE_TEMPLATE_ATTRIBUTES = frozenset(
    {
        "archive_email_file_ids",
        "content",
        "has_unsubscribe_link",
        "letter_languages",
        "letter_welsh_content",
        "letter_welsh_subject",
        "name",
        "postage",
        "subject",
    }
)


class ServiceTemplates(NotifyAdminAPIClient):
    # Reading templates

    @cache.set(keys.SERVICE_TEMPLATES)
    def get_service_templates(self, service_id: str) -> Json:
        """{data: [{folder, id, is_precompiled_letter, name, template_type}, ...]} (GET /service/{id}/template)."""
        return self.get(f"/service/{service_id}/template")

    @cache.set(keys.SERVICE_TEMPLATE_VERSION)
    def get_service_template(self, service_id: str, template_id: str, version: int | None = None) -> Json:
        """{data: template}: the current one, or one version of it (GET /service/{id}/template/{id}[/version/{n}])."""
        path = f"/service/{service_id}/template/{template_id}"
        return self.get(path if version is None else f"{path}/version/{version}")

    @cache.set(keys.SERVICE_TEMPLATE_VERSIONS)
    def get_service_template_versions(self, service_id: str, template_id: str) -> Json:
        """{data: [version, ...]}, newest first (GET /service/{id}/template/{id}/versions)."""
        return self.get(f"/service/{service_id}/template/{template_id}/versions")

    @cache.set(keys.SERVICE_TEMPLATE_PRECOMPILED)
    def get_precompiled_template(self, service_id: str) -> Json:
        """The hidden template of uploaded letters, which the API makes when first asked, without a wrapper.

        GET /service/{id}/template/precompiled.
        """
        return self.get(f"/service/{service_id}/template/precompiled")

    # Changing templates

    @cache.delete(keys.SERVICE_TEMPLATES)
    def create_service_template(
        self,
        *,
        name: str,
        type_: str,
        content: str,
        service_id: str,
        subject: str | None = None,
        parent_folder_id: str | None = None,
        letter_languages: str | None = None,
        letter_welsh_subject: str | None = None,
        letter_welsh_content: str | None = None,
        has_unsubscribe_link: bool | None = None,
    ) -> Json:
        """{data: template} (POST /service/{id}/template).

        Raises Forbidden {template_type: [...]} when the channel is off, BadRequest {content: [...]} when it is too long.
        """
        data: dict[str, object] = {
            "name": name,
            "template_type": type_,
            "content": content,
            "service": service_id,
        }
        if has_unsubscribe_link is not None:
            data["has_unsubscribe_link"] = has_unsubscribe_link
        if subject:
            data["subject"] = subject
        if parent_folder_id:
            data["parent_folder_id"] = parent_folder_id
        if letter_languages is not None:
            data["letter_languages"] = letter_languages
            data["letter_welsh_subject"] = letter_welsh_subject
            data["letter_welsh_content"] = letter_welsh_content
        return self.post(f"/service/{service_id}/template", data=attach_current_user(data))

    @only(UPDATABLE_TEMPLATE_ATTRIBUTES, "template")
    @cache.delete(keys.SERVICE_TEMPLATES)
    @cache.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE)
    def update_service_template(self, service_id: str, template_id: str, **kwargs: object) -> Json:
        """{data: template} (POST /service/{id}/template/{id}). Raises as create_service_template; TypeError for other fields."""
        return self.post(f"/service/{service_id}/template/{template_id}", data=attach_current_user(kwargs))

    @cache.delete(keys.SERVICE_TEMPLATES)
    @cache.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE)
    def update_service_template_sender(self, service_id: str, template_id: str, reply_to: str | None) -> Json:
        """{data: template} of a letter, from this letter contact or from none (POST /service/{id}/template/{id})."""
        return self.post(
            f"/service/{service_id}/template/{template_id}", data=attach_current_user({"reply_to": reply_to})
        )

    @cache.delete(keys.SERVICE_TEMPLATES)
    @cache.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE.from_argument(template_id="id_"))
    def redact_service_template(self, service_id: str, id_: str) -> None:
        """Hide for good what is filled into the messages of this template (POST /service/{id}/template/{id})."""
        self.post(
            f"/service/{service_id}/template/{id_}",
            data=attach_current_user({"redact_personalisation": True}),
        )

    @cache.delete(keys.SERVICE_TEMPLATES)
    @cache.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE)
    def delete_service_template(self, service_id: str, template_id: str) -> Json:
        """{data: template}, archived (POST /service/{id}/template/{id})."""
        return self.post(
            f"/service/{service_id}/template/{template_id}", data=attach_current_user({"archived": True})
        )
