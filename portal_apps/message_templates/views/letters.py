"""What only letters have: a name that is changed apart from the text, a sender on the page, and a second language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gateway import service_api_client
from gateway.errors import BadRequest, NotFound
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest, manage_templates, requires
from portal_apps.message_templates.addresses import confirm_language_url, template_url
from portal_apps.message_templates.forms.letters import (
    ADDRESS_IS_GONE,
    LetterTemplateLanguages,
    RenameTemplate,
    SetTemplateSender,
)
from portal_apps.message_templates.models import ENGLISH, ONLY_ENGLISH, WELSH_TO_BE_WRITTEN, Template
from portal_apps.message_templates.views.questions import accepted, blocked, template_to_change

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def of_a_letter(
    view: Callable[[PortalRequest, Template], HttpResponse],
) -> Callable[..., HttpResponse]:
    """The view gets the letter. Anything else is not found, and while letters are off the page says so."""

    @wraps(view)
    def page(request: PortalRequest, template_id: str) -> HttpResponse:
        letter = template_to_change(request, template_id)
        if letter.template_type != "letter":
            raise NotFound(message="Template not found")
        return blocked(request, letter) or view(request, letter)

    return page


@requires(manage_templates)
@require_http_methods(READ_AND_WRITE)
@of_a_letter
def rename_template(request: PortalRequest, letter: Template) -> HttpResponse:
    form = RenameTemplate(request.POST or None, initial={"name": letter.name})
    page = ChangePage("Rename template", back=template_url(letter.service_id, letter.id))
    return change(request, form, page, lambda typed: _save(form, letter, {"name": typed["name"]}))


@requires(manage_templates)
@require_http_methods(READ_AND_WRITE)
@of_a_letter
def set_template_sender(request: PortalRequest, letter: Template) -> HttpResponse:
    """Whose address stands on the letter: one of the service's, or none."""
    contacts = service_api_client.get_letter_contacts(letter.service_id)
    form = SetTemplateSender(request.POST or None, contacts=contacts, letter=letter)
    page = ChangePage("Choose the sender address", back=template_url(letter.service_id, letter.id))

    def save(_typed: dict[str, Any]) -> None:
        try:
            service_api_client.update_service_template_sender(letter.service_id, letter.id, form.contact_id)
        except BadRequest:
            form.add_error("sender", ADDRESS_IS_GONE)

    return change(request, form, page, save)


@requires(manage_templates)
@require_http_methods(READ_AND_WRITE)
@of_a_letter
def change_language(request: PortalRequest, letter: Template) -> HttpResponse:
    """A second language comes at once, with a text that is to be written; it goes only after a question."""
    form = LetterTemplateLanguages(
        request.POST or None, initial={"languages": letter.facts["letter_languages"]}
    )
    page = ChangePage("Change language", back=template_url(letter.service_id, letter.id), button="Continue")

    def save(typed: dict[str, Any]) -> HttpResponse | None:
        is_to_be_bilingual = typed["languages"] != ENGLISH
        if letter.is_bilingual and not is_to_be_bilingual:
            return redirect(confirm_language_url(letter.service_id, letter.id))
        if is_to_be_bilingual and not letter.is_bilingual:
            _save(form, letter, WELSH_TO_BE_WRITTEN)
        return None

    return change(request, form, page, save)


@requires(manage_templates)
@require_http_methods(READ_AND_WRITE)
@of_a_letter
def confirm_change_language(request: PortalRequest, letter: Template) -> HttpResponse:
    """A GET asks whether to delete the Welsh text, a POST does it."""
    form = Form(request.POST or None)
    page = ChangePage(
        "Change language",
        back=template_url(letter.service_id, letter.id),
        button="Yes, delete the Welsh text",
        template="components/confirm_page.html",
        context={
            "question": "Are you sure you want to delete the Welsh text of this letter?",
            "details": "The letter is then in English only. The Welsh text stays in the list of versions.",
        },
    )
    if not letter.is_bilingual:
        return redirect(page.back)
    return change(request, form, page, lambda _typed: _save(form, letter, ONLY_ENGLISH))


def _save(form: Form, letter: Template, attributes: dict[str, Any]) -> None:
    accepted(
        form,
        lambda: service_api_client.update_service_template(letter.service_id, letter.id, **attributes),
    )
