"""Signing in and proving who one is: passwords, codes and e-mailed links."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import accounts, dates, mail
from sandbox.api import answers
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import ANYTHING, EMAIL, STRING, Body, or_null
from sandbox.models import User, VerifyCode
from sandbox.serialise.people import user_json

routes = Routes()

EMAIL_BODY = Body({"email": EMAIL}, required=("email",), family="fields")
SMS_CODE = Body({"to": or_null(STRING)}, additional=False)
EMAIL_CODE = Body(
    {"to": {"type": "null"}, "next": or_null(STRING), "email_auth_link_host": or_null(STRING)},
    additional=False,
)
VERIFY_CODE = Body({"code": STRING, "code_type": STRING}, required=("code", "code_type"), additional=False)
RESET_PASSWORD = Body(
    {"email": EMAIL, "admin_base_url": or_null(STRING), "next": or_null(STRING)},
    required=("email",),
    family="fields",
)
PASSWORD = Body({"password": ANYTHING}, family="fields")
PORTAL = Body({"admin_base_url": or_null(STRING)}, family="fields")
NEW_PASSWORD = Body({"_password": STRING}, required=("_password",), family="fields")

CODE_NOT_FOUND = "Code not found"
CODE_EXPIRED = "Code has expired"


@routes.post("/user/<id:user_id>/verify/password", body=PASSWORD, answers={204: None})
def verify_password(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    password = call.body.get("password")
    if not password:
        raise BadRequestError({"password": ["Required field missing data"]})
    if user.has_password(str(password)):
        accounts.forget_failures(user)
        return answers.empty()
    accounts.count_failure(user)
    return BadRequestError({"password": ["Incorrect password"]}).response()


@routes.post("/user/<id:user_id>/verify/code", body=VERIFY_CODE, answers={204: None})
def verify_code(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    if accounts.is_locked(user):
        raise NotFoundError(CODE_NOT_FOUND)
    sent = VerifyCode.objects.filter(user=user, code_type=call.body["code_type"], code=call.body["code"])
    code = sent.order_by("-created_at").first()
    if code is None:
        accounts.count_failure(user)
        return NotFoundError(CODE_NOT_FOUND).response()
    if code.code_used or code.expiry_datetime < dates.now():
        accounts.count_failure(user)
        return BadRequestError(CODE_EXPIRED).response()
    accounts.use_code(user, code)
    return answers.empty()


@routes.post("/user/<id:user_id>/sms-code", body=SMS_CODE, answers={204: None})
def send_sms_code(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    to = call.body.get("to") or user.mobile_number
    if to and not accounts.has_too_many_open_codes(user):
        accounts.send_sms_code(user, to)
    return answers.empty()


@routes.post("/user/<id:user_id>/email-code", body=EMAIL_CODE, answers={204: None})
def send_email_code(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    if not accounts.has_too_many_open_codes(user):
        accounts.send_email_link(user, call.body.get("email_auth_link_host"), call.body.get("next"))
    return answers.empty()


@routes.post("/user/<id:user_id>/email-verification", body=PORTAL, answers={204: None})
def send_email_verification(call: Call, user_id: UUID) -> HttpResponse:
    mail.confirm_registration(one(User.objects.all(), id=user_id), call.body.get("admin_base_url"))
    return answers.empty()


@routes.post("/user/<id:user_id>/email-already-registered", body=EMAIL_BODY, answers={204: None})
def send_already_registered(call: Call, user_id: UUID) -> HttpResponse:
    mail.already_registered(one(User.objects.all(), id=user_id), call.body["email"])
    return answers.empty()


@routes.post("/user/<id:user_id>/change-email-verification", body=EMAIL_BODY, answers={204: None})
def send_change_email_verification(call: Call, user_id: UUID) -> HttpResponse:
    mail.confirm_new_address(one(User.objects.all(), id=user_id), call.body["email"])
    return answers.empty()


@routes.post("/user/reset-password", body=RESET_PASSWORD, answers={204: None, 404: "Error"})
def reset_password(call: Call) -> HttpResponse:
    user = one(accounts.with_address(call.body["email"]))
    mail.new_password(user, call.body.get("admin_base_url"), call.body.get("next"))
    return answers.empty()


@routes.post("/user/<id:user_id>/update-password", body=NEW_PASSWORD, answers={200: {"data": "User"}})
def update_password(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    user.set_password(call.body["_password"])
    user.failed_login_count = 0
    user.save_change()
    return answers.data(user_json(user))


@routes.post("/user/<id:user_id>/reset-failed-login-count", answers={200: {"data": "User"}})
def reset_failed_login_count(_call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    accounts.forget_failures(user)
    return answers.data(user_json(user))
