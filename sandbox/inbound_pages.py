"""Texting a service: a form for people, JSON for tests. Both stand in for a phone, and ask for no token."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from sandbox import inbound_texts, pages
from sandbox.api import answers, schema
from sandbox.api.bodies import read_json
from sandbox.api.errors import ApiError, BadRequestError
from sandbox.api.lookups import one_or_none
from sandbox.api.schema import Body
from sandbox.models import InboundSms
from sandbox.serialise.messages import inbound_sms

# As long as the longest text that a phone sends in parts.
LONGEST = 1600
TEXT = Body(
    {
        "notify_number": schema.FILLED_STRING,
        "user_number": schema.FILLED_STRING,
        "content": {**schema.FILLED_STRING, "maxLength": LONGEST},
    },
    required=("notify_number", "user_number", "content"),
    additional=False,
    family="fields",
)


def _choices() -> list[tuple[str, str]]:
    return [
        (row.number, f"{row.number}, {row.service.name}") for row in inbound_texts.numbers() if row.service
    ]


class TextForm(forms.Form):
    notify_number = forms.ChoiceField(
        choices=_choices,
        label="Which number do you want to text?",
        error_messages={"required": "Choose a number", "invalid_choice": "Choose a number from the list"},
    )
    user_number = forms.CharField(
        label="Your number",
        help_text="Any mobile number. Numbers from 07700 900000 to 07700 900999 belong to nobody.",
        error_messages={"required": "Enter your number"},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    content = forms.CharField(
        label="What do you want to say?",
        max_length=LONGEST,
        error_messages={
            "required": "Enter what you want to say",
            "max_length": f"The text must be {LONGEST:,} characters or fewer",
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def received(self) -> InboundSms | None:
        """The text as the service has it; None when something is wrong with it, which the form then says."""
        if not self.is_valid():
            return None
        try:
            return inbound_texts.receive(**self.cleaned_data)
        except inbound_texts.NotReceivedError as error:
            self.add_error(error.field, error.text)
            return None


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def text_a_service(request: HttpRequest) -> HttpResponse:
    form = TextForm(request.POST if request.method == "POST" else None)
    text = form.received() if request.method == "POST" else None
    if text:
        return HttpResponseRedirect(f"{reverse('text-a-service')}?received={text.id}")
    values = {"form": form, "received": _received(request.GET.get("received", ""))}
    return pages.page(request, "outbox/text_a_service.html", values)


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """The same for tests. Only JSON is read, which no other site can make a browser send."""
    try:
        body = TEXT.checked(read_json(request))
        return answers.created(inbound_sms(inbound_texts.receive(**body)))
    except inbound_texts.NotReceivedError as error:
        return BadRequestError({error.field: [error.text]}).response()
    except ApiError as error:
        return error.response()


def _received(text_id: str) -> InboundSms | None:
    """The text that was just received, to say so; its id is in the address, its sender and words are not."""
    return one_or_none(InboundSms.objects.select_related("service"), id=text_id)


urlpatterns = [
    path("outbox/text-a-service", text_a_service, name="text-a-service"),
    path("_sandbox/inbound-text", receive),
]
