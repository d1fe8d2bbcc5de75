"""What a new template, and a change of one, consists of."""

from sandbox.api import schema
from sandbox.api.schema import Body

TEMPLATE_TYPES = ("sms", "email", "letter")
LANGUAGES = ("english", "welsh_then_english")
POSTAGE = {"type": ["string", "null"], "format": "postage"}
PROPERTIES = {
    "name": schema.STRING,
    "template_type": schema.one_of(TEMPLATE_TYPES),
    "subject": {"type": ["string", "null"]},
    "content": schema.STRING,
    "service": schema.UUID,
    "created_by": schema.UUID,
    "postage": POSTAGE,
    "has_unsubscribe_link": schema.or_null(schema.BOOLEAN),
    "letter_languages": {"type": ["string", "null"], "enum": list(LANGUAGES)},
    "letter_welsh_subject": schema.or_null(schema.STRING),
    "letter_welsh_content": schema.or_null(schema.STRING),
}
# A letter in English has no Welsh texts and says so, one in both languages has both, and they come and go together.
WELSH = ("letter_welsh_subject", "letter_welsh_content")
NULL: schema.Schema = {"type": "null"}


def _both_welsh_texts(are: schema.Schema, *, when: dict[str, schema.Schema]) -> tuple[Body, Body]:
    return Body(when, required=tuple(when)), Body(dict.fromkeys(WELSH, are), required=WELSH)


LANGUAGE_RULES = (
    _both_welsh_texts(NULL, when={"letter_languages": {"type": "string", "enum": ["english"]}}),
    _both_welsh_texts(
        schema.STRING, when={"letter_languages": {"type": "string", "enum": ["welsh_then_english"]}}
    ),
    *(_both_welsh_texts(kind, when={name: kind}) for name in WELSH for kind in (NULL, schema.STRING)),
)
NEEDS_SUBJECT = (
    Body({"template_type": schema.one_of(("email", "letter"))}),
    Body(required=("subject",)),
)
NEW_TEMPLATE = Body(
    {**PROPERTIES, "parent_folder_id": schema.or_null(schema.UUID)},
    required=("name", "template_type", "content", "service", "created_by"),
    conditional=(NEEDS_SUBJECT, *LANGUAGE_RULES),
)
TEMPLATE_CHANGE = Body(
    {
        **PROPERTIES,
        "id": schema.UUID,
        "archived": schema.BOOLEAN,
        "reply_to": schema.or_null(schema.UUID),
        "redact_personalisation": schema.BOOLEAN,
        "current_user": schema.or_null(schema.UUID),
        "archive_email_file_ids": schema.list_of(schema.UUID),
    },
    conditional=LANGUAGE_RULES,
)
