"""People: their accounts and what belongs to them."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpResponse

from sandbox import accounts, dates, mail, membership
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Organisation, OrganisationMember, Service, ServiceMember, User
from sandbox.serialise.organisations import organisation_of_user
from sandbox.serialise.people import user_for_list, user_json
from sandbox.serialise.services import service_of_user

routes = Routes()

AUTH_TYPES = ("sms_auth", "email_auth", "webauthn_auth")
NEW_USER = Body(
    {
        "name": schema.STRING,
        "email_address": schema.EMAIL,
        "mobile_number": schema.or_null(schema.PHONE),
        "password": schema.STRING,
        "auth_type": schema.one_of(AUTH_TYPES),
    },
    required=("name", "email_address", "password"),
    family="fields",
)
USER_ATTRIBUTES = Body(
    {
        "name": schema.FILLED_STRING,
        "email_address": schema.EMAIL,
        "mobile_number": schema.or_null(schema.PHONE),
        "auth_type": schema.one_of(AUTH_TYPES),
        "platform_admin": {"enum": [False]},
        "current_session_id": schema.or_null(schema.UUID),
        "email_access_validated_at": schema.DATETIME,
        "updated_by": schema.UUID,
        "take_part_in_research": schema.BOOLEAN,
        "receives_new_features_email": schema.BOOLEAN,
    },
    additional=False,
    family="fields",
)
EMAIL_BODY = Body({"email": schema.EMAIL}, required=("email",), family="fields")
PART_OF_EMAIL = Body({"email": schema.STRING}, required=("email",), family="fields")

NEEDS_MOBILE = "Mobile number must be set if auth_type is set to sms_auth"
ADDRESS_TAKEN = "Somebody with this email address already has an account"
ALREADY_ACTIVE = "User already active"
CANNOT_BE_ARCHIVED = (
    "User cannot be removed from a service - check all services have another team member with manage_settings"
)


@routes.post("/user", body=NEW_USER, answers={201: {"data": "User"}})
def create_user(call: Call) -> HttpResponse:
    _check_address(call.body["email_address"])
    wanted = ("name", "email_address", "mobile_number", "auth_type")
    user = User(**{name: call.body[name] for name in wanted if name in call.body})
    _check_mobile_for_sms(user)
    user.set_password(call.body["password"])
    user.save()
    return answers.data(user_json(user), 201)


@routes.get("/user/<id:user_id>", answers={200: {"data": "User"}})
def get_user(_call: Call, user_id: UUID) -> HttpResponse:
    return answers.data(user_json(one(User.objects.all(), id=user_id)))


@routes.post("/user/<id:user_id>", body=USER_ATTRIBUTES, answers={200: {"data": "User"}})
def update_user(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    changes = {name: value for name, value in call.body.items() if name != "updated_by"}
    if "email_address" in changes:
        _check_address(changes["email_address"], user)
    if "email_access_validated_at" in changes:
        changes["email_access_validated_at"] = dates.parsed(changes["email_access_validated_at"])
    for name, value in changes.items():
        setattr(user, name, value)
    if changes.get("platform_admin") is False:
        user.auth_type = "sms_auth" if user.mobile_number else "email_auth"
    _check_mobile_for_sms(user)
    user.save_change()
    if "updated_by" in call.body:
        _tell(user, one(User.objects.all(), id=call.body["updated_by"]), changes)
    return get_user(call, user_id)


@routes.post("/user/email", body=EMAIL_BODY, reads=True, answers={200: {"data": "User"}, 404: "Error"})
def get_user_by_email(call: Call) -> HttpResponse:
    return answers.data(user_json(one(accounts.with_address(call.body["email"]))))


@routes.post(
    "/user/find-users-by-email", body=PART_OF_EMAIL, reads=True, answers={200: {"data": ["UserForList"]}}
)
def find_users_by_email(call: Call) -> HttpResponse:
    users = User.objects.filter(email_address__icontains=call.body["email"]).order_by("email_address")
    return answers.data([user_for_list(user) for user in users])


@routes.post("/user/<id:user_id>/activate", answers={200: {"data": "User"}, 400: "Error"})
def activate_user(_call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    if user.state == "active":
        raise BadRequestError(ALREADY_ACTIVE)
    user.state = "active"
    user.save_change()
    return answers.data(user_json(user))


@routes.post("/user/<id:user_id>/archive", answers={204: None, 400: "Error"})
def archive_user(_call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    memberships = ServiceMember.objects.filter(user=user).select_related("service", "user")
    if any(member.service.active and membership.cannot_leave(member.service, user) for member in memberships):
        raise BadRequestError(CANNOT_BE_ARCHIVED)
    for member in memberships:
        membership.remove(member)
    OrganisationMember.objects.filter(user=user).delete()
    accounts.archive(user)
    return answers.empty()


@routes.get(
    "/user/<id:user_id>/organisations-and-services",
    answers={200: {"organisations": ["OrganisationOfUser"], "services": ["ServiceOfUser"]}},
)
def get_organisations_and_services(_call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    organisations = Organisation.objects.filter(active=True, organisationmember__user=user).order_by("name")
    services = Service.objects.filter(active=True, servicemember__user=user).order_by("name")
    return answers.ok(
        {
            "organisations": [organisation_of_user(organisation) for organisation in organisations],
            "services": [service_of_user(service) for service in services],
        }
    )


def _check_address(email_address: str, user: User | None = None) -> None:
    theirs = accounts.with_address(email_address)
    if (theirs.exclude(id=user.id) if user else theirs).exists():
        raise BadRequestError({"email_address": [ADDRESS_TAKEN]})


def _check_mobile_for_sms(user: User) -> None:
    if user.auth_type == "sms_auth" and not user.mobile_number:
        raise BadRequestError(NEEDS_MOBILE)


def _tell(user: User, manager: User, changed: Collection[str]) -> None:
    if "email_address" in changed:
        mail.address_changed_by_manager(user, manager)
    if "mobile_number" in changed:
        mail.number_changed_by_manager(user, manager)
