"""Programs read templates, and see what a message would say."""

from django.http import HttpResponse

from sandbox import addresses, formatting
from sandbox.api import answers, schema
from sandbox.api.public_lookups import found, identifier
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.documents.in_emails import Files
from sandbox.message_content import content_of
from sandbox.models import Template, TemplateHistory
from sandbox.serialise import public

routes = Routes(family="v2", api_keys=True)

PREVIEW = Body({"personalisation": schema.PERSONALISATION})
WANTED = Query({"type": schema.one_of(("sms", "email", "letter"))}, family="json_schema")


@routes.get("/v2/templates", query=WANTED, answers={200: {"templates": ["PublicTemplate"]}, 429: "Errors"})
def get_templates(call: Call) -> HttpResponse:
    rows = Template.objects.filter(service=call.api_key.service, archived=False, hidden=False)
    if "type" in call.query:
        rows = rows.filter(template_type=call.query["type"])
    ordered = rows.select_related("created_by").order_by("-created_at", "id")
    return answers.ok({"templates": [public.template(row, row) for row in ordered]})


@routes.get("/v2/template/<str:template_id>", answers={200: "PublicTemplate", 400: "Errors"})
def get_template(call: Call, template_id: str) -> HttpResponse:
    template = _template(call, template_id)
    return answers.ok(public.template(template, template))


@routes.get(
    "/v2/template/<str:template_id>/version/<number:version>", answers={200: "PublicTemplate", 400: "Errors"}
)
def get_template_version(call: Call, template_id: str, version: int) -> HttpResponse:
    template = _template(call, template_id)
    rows = TemplateHistory.objects.select_related("created_by")
    return answers.ok(public.template(template, found(rows, template=template, version=version)))


@routes.post(
    "/v2/template/<str:template_id>/preview", body=PREVIEW, reads=True, answers={200: "PublicPreview"}
)
def preview_template(call: Call, template_id: str) -> HttpResponse:
    template = _template(call, template_id)
    given = call.body.get("personalisation") or {}
    links = Files(template, given, addresses.own(call.request)).links_to_nowhere()
    content = content_of(call.api_key.service, template, given | links)
    return answers.ok(
        {
            "id": template.id,
            "type": template.template_type,
            "version": template.version,
            "body": content.body,
            "html": formatting.email(content.body) if template.template_type == "email" else None,
            "subject": content.subject,
            "postage": template.postage,
        }
    )


def _template(call: Call, template_id: str) -> Template:
    rows = Template.objects.select_related("created_by")
    return found(rows, id=identifier(template_id), service=call.api_key.service)
