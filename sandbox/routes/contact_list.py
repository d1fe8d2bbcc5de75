"""Saved lists of recipients: the facts about them, as the lists themselves are in the portal's file store."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse

from sandbox import file_store
from sandbox.api import answers, schema
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Job, Service, ServiceContactList, User
from sandbox.serialise.requests import contact_list

routes = Routes()

NEW_LIST = Body(
    {
        "id": schema.UUID,
        "original_file_name": schema.STRING,
        "row_count": schema.INTEGER,
        "template_type": schema.one_of(("email", "sms")),
        "created_by": schema.UUID,
    },
    required=("id", "original_file_name", "row_count", "template_type", "created_by"),
)


@routes.get("/service/<id:service_id>/contact-list", answers={200: ["ServiceContactList"]})
def get_contact_lists(_call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok([contact_list(row) for row in _lists(service_id).order_by("-created_at")])


@routes.post("/service/<id:service_id>/contact-list", body=NEW_LIST, answers={201: "ServiceContactList"})
def create_contact_list(call: Call, service_id: UUID) -> HttpResponse:
    row = ServiceContactList.objects.create(
        id=call.body["id"],
        service=one(Service.objects.all(), id=service_id),
        original_file_name=call.body["original_file_name"],
        row_count=call.body["row_count"],
        template_type=call.body["template_type"],
        created_by=one(User.objects.all(), id=call.body["created_by"]),
    )
    return answers.created(contact_list(row))


@routes.get("/service/<id:service_id>/contact-list/<id:contact_list_id>", answers={200: "ServiceContactList"})
def get_contact_list(_call: Call, service_id: UUID, contact_list_id: UUID) -> HttpResponse:
    return answers.ok(contact_list(one(_lists(service_id), id=contact_list_id)))


@routes.delete("/service/<id:service_id>/contact-list/<id:contact_list_id>", answers={204: None})
def delete_contact_list(_call: Call, service_id: UUID, contact_list_id: UUID) -> HttpResponse:
    """The list goes out of sight, and so do the jobs that were sent from it; its file goes for good."""
    row = one(_lists(service_id), id=contact_list_id)
    row.archived = True
    row.save()
    Job.objects.filter(service=service_id, contact_list_id=row.id).update(archived=True)
    transaction.on_commit(
        lambda: file_store.remove("contact_lists", f"service-{service_id}-notify/{row.id}.csv")
    )
    return answers.empty()


def _lists(service_id: UUID) -> QuerySet[ServiceContactList]:
    return ServiceContactList.objects.filter(service=service_id, archived=False).select_related("created_by")
