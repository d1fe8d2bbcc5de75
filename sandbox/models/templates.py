import uuid

from django.db import models
from django.utils.functional import cached_property

from sandbox import dates
from sandbox.models.base import Changing, Record, Row
from sandbox.models.people import User
from sandbox.models.senders import ServiceLetterContact
from sandbox.models.services import Service


class TemplateFolder(Row):
    service = models.ForeignKey(Service, models.CASCADE)
    name = models.CharField(max_length=255)
    parent = models.ForeignKey("self", models.CASCADE, null=True)
    users = models.ManyToManyField(User)

    service_id: uuid.UUID
    parent_id: uuid.UUID | None


class TemplateContent(Record):
    """What a template and each of its versions have in common."""

    service = models.ForeignKey(Service, models.CASCADE)
    template_type = models.CharField(max_length=10)
    name = models.CharField(max_length=255)
    subject = models.TextField(null=True)
    content = models.TextField()
    archived = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    postage = models.CharField(max_length=15, null=True)
    has_unsubscribe_link = models.BooleanField(default=False)
    letter_languages = models.CharField(max_length=20, null=True)
    letter_welsh_subject = models.TextField(null=True)
    letter_welsh_content = models.TextField(null=True)
    service_letter_contact = models.ForeignKey(ServiceLetterContact, models.SET_NULL, null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=dates.now)
    updated_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    service_id: uuid.UUID
    service_letter_contact_id: uuid.UUID | None
    created_by_id: uuid.UUID

    class Meta:
        abstract = True

    @property
    def is_precompiled_letter(self) -> bool:
        return self.hidden and self.template_type == "letter"

    @property
    def is_bilingual(self) -> bool:
        return self.letter_languages == "welsh_then_english"


class Template(TemplateContent):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    folder = models.ForeignKey(TemplateFolder, models.SET_NULL, null=True)
    redact_personalisation = models.BooleanField(default=False)

    folder_id: uuid.UUID | None

    @cached_property
    def attached_pages(self) -> int:
        """How many pages are posted with every letter of this template."""
        attachment = LetterAttachment.objects.filter(template=self, archived_at=None).first()
        return attachment.page_count if attachment else 0


class TemplateHistory(TemplateContent):
    template = models.ForeignKey(Template, models.CASCADE)

    template_id: uuid.UUID

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "version"], name="one_row_a_version")]


class TemplateEmailFile(Changing):
    template = models.ForeignKey(Template, models.CASCADE)
    filename = models.CharField(max_length=255)
    link_text = models.CharField(max_length=255, null=True)
    retention_period = models.IntegerField(default=26)
    validate_users_email = models.BooleanField(default=True)
    pending = models.BooleanField(default=True)
    template_version = models.IntegerField()
    version = models.IntegerField(default=0)
    created_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    template_id: uuid.UUID
    created_by_id: uuid.UUID
    archived_by_id: uuid.UUID | None


class LetterAttachment(Row):
    template = models.ForeignKey(Template, models.CASCADE)
    original_filename = models.CharField(max_length=255)
    page_count = models.IntegerField()
    created_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    template_id: uuid.UUID
    created_by_id: uuid.UUID
    archived_by_id: uuid.UUID | None
