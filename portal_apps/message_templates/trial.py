"""A message looked at before it is saved, filled with whatever the person who writes it wants to try."""

from dataclasses import dataclass

from django.http import QueryDict

from gateway import service_api_client
from gateway.errors import APIError
from portal_apps.message_templates.content.placeholders import normalised
from portal_apps.message_templates.content.preview import Preview, prepare
from portal_apps.message_templates.file_links import with_file_links
from portal_apps.message_templates.forms.content import TemplateForm
from portal_apps.message_templates.models import Template, prefix_of
from portal_apps.services.models import Service

# How the senders of a channel are asked for, and the field that names one. Letters of a new template have none.
SENDERS = {
    "email": (service_api_client.get_reply_to_email_addresses, "email_address"),
    "sms": (service_api_client.get_sms_senders, "sms_sender"),
}

# One box for each placeholder; in what has more, the rest stays marked out.
MOST_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """`examples` are the placeholders with what was typed for each, which may be nothing."""

    preview: Preview
    examples: list[tuple[str, str]]
    sender: str


def trial_of(service: Service, form: TemplateForm, template: Template | None, posted: QueryDict) -> Trial:
    """The valid form's text as its recipients would see it; a name without an example stays marked out."""
    new = Template({"reply_to_text": None, "template_type": form.template_type})
    tried = (template or new).with_changes(form.as_saved())
    prepared = prepare(with_file_links(tried.facts), service_prefix=prefix_of(service))
    given = _given(posted)
    examples = [(name, given.get(normalised(name), "")) for name in prepared.placeholders[:MOST_EXAMPLES]]
    values = {name: value for name, value in examples if value.strip()}
    sender = tried.sender if template else _default_sender(service.id, form.template_type)
    return Trial(prepared.render(values), examples, sender)


def _default_sender(service_id: str, template_type: str) -> str:
    """What the API gives a new template, for one call. A preview that cannot name it is better than none."""
    if template_type not in SENDERS:
        return ""
    ask, field = SENDERS[template_type]
    try:
        senders = ask(service_id)
    except APIError:
        return "The default of your service"
    return next((sender[field] for sender in senders if sender["is_default"]), "")


def _given(posted: QueryDict) -> dict[str, str]:
    """What was typed, by the placeholder it was typed for: others may have come before it since."""
    pairs = zip(posted.getlist("example_of"), posted.getlist("example"), strict=False)
    return {normalised(name): value for name, value in pairs}
