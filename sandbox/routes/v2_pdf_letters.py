"""Programs send letters as PDF files: the other form of the body of POST /v2/notifications/letter."""

from django.http import HttpResponse

from sandbox import sending, uploaded_letters
from sandbox.addressees import Recipient
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.routing import Call
from sandbox.api.schema import Body
from sandbox.contract.shapes import Shape
from sandbox.letters import pages

REFERENCE = {"type": "string", "maxLength": 1000}
LETTER = Body(
    {
        "reference": REFERENCE,
        "content": schema.STRING,
        "postage": {"type": "string", "format": "postage"},
    },
    required=("reference", "content"),
    additional=False,
)
ANSWER: Shape = {"id": "uuid", "reference": "str", "postage": "str"}
NOT_BASE64 = "Cannot decode letter content (invalid base64 encoding)"


def send(call: Call) -> HttpResponse:
    try:
        pdf = pages.decoded(call.body["content"])
    except ValueError:
        raise BadRequestError(NOT_BASE64) from None
    key, name = call.api_key, uploaded_letters.NO_ADDRESS_YET
    template = uploaded_letters.template_of(key.service)
    postage = call.body.get("postage") or template.postage or "second"
    draft = sending.Draft(
        service=key.service,
        template=template,
        recipient=Recipient(name, name.lower(), postage=postage),
        content=uploaded_letters.content(page_count=0),
        origin=sending.Origin(key.key_type, key, client_reference=call.body["reference"]),
        values={"address_line_1": name},
    )
    letter = uploaded_letters.receive(draft, pdf)
    return answers.created({"id": letter.id, "reference": letter.client_reference, "postage": postage})
