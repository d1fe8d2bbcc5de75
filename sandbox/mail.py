"""The e-mails and texts the API sends about accounts, in the sandbox's own words. They go to the outbox."""

from sandbox import dates, settings
from sandbox.links import link
from sandbox.models import OutboxMessage, User


def email(to: str, subject: str, body: str, url: str = "") -> None:
    OutboxMessage.objects.create(message_type="email", to=to, subject=subject, body=body, link=url)


def text(to: str, body: str, code: str = "") -> None:
    OutboxMessage.objects.create(message_type="sms", to=to, body=body, code=code)


def sign_in_code(to: str, code: str) -> None:
    text(to, f"{code} is your Notify security code. You can use it once, within 30 minutes.", code)


def sign_in_link(user: User, secret: str, host: str | None, next_page: str | None) -> None:
    url = link("email-auth", {"user_id": str(user.id), "secret_code": secret}, host, next_page)
    body = f"Hello {user.name},\n\nTo sign in to Notify, open this link:\n\n{url}\n\nIt works once, within 30 minutes."
    email(user.email_address, "Sign in to Notify", body, url)


def confirm_registration(user: User, host: str | None) -> None:
    url = link("verify-email", {"user_id": str(user.id), "email": user.email_address}, host)
    body = f"Hello {user.name},\n\nTo finish creating your Notify account, open this link:\n\n{url}\n\nIt works for 1 hour."
    email(user.email_address, "Confirm your Notify account", body, url)


def already_registered(user: User, to: str) -> None:
    url = f"{settings.ADMIN_BASE_URL}/sign-in"
    body = (
        f"Hello {user.name},\n\nYou already have a Notify account with this email address. Sign in here:\n\n{url}\n\n"
        f"If you have forgotten your password, choose a new one here:\n\n{settings.ADMIN_BASE_URL}/forgot-password"
    )
    email(to, "You already have a Notify account", body, url)


def new_password(user: User, host: str | None, next_page: str | None) -> None:
    payload = {"email": user.email_address, "created_at": dates.plain(dates.now())}
    url = link("new-password", payload, host, next_page)
    body = f"Hello {user.name},\n\nTo choose a new password, open this link:\n\n{url}\n\nIt works for 1 hour."
    email(user.email_address, "Choose a new Notify password", body, url)


def confirm_new_address(user: User, to: str) -> None:
    url = link("your-account/email/confirm", {"user_id": str(user.id), "email": to})
    body = f"Hello {user.name},\n\nTo use this email address for Notify, open this link:\n\n{url}\n\nIt works for 1 hour."
    email(to, "Confirm your new email address", body, url)


def address_changed_by_manager(user: User, manager: User) -> None:
    body = (
        f"Hello {user.name},\n\n{manager.name} changed the email address of your Notify account to this one."
    )
    email(user.email_address, "Your email address has changed", body)


def number_changed_by_manager(user: User, manager: User) -> None:
    if user.mobile_number:
        text(
            user.mobile_number, f"{manager.name} changed the phone number of your Notify account to this one."
        )


def service_invitation(invited_id: str, to: str, manager: User, service_name: str, host: str | None) -> None:
    url = link("invitation", invited_id, host)
    body = f"{manager.name} has invited you to join the {service_name} team on Notify:\n\n{url}\n\nThe link works for 2 days."
    email(to, f"{manager.name} has invited you to {service_name}", body, url)


def organisation_invitation(
    invited_id: str, to: str, inviter: User, organisation_name: str, host: str | None
) -> None:
    url = link("organisation-invitation", invited_id, host)
    body = f"{inviter.name} has invited you to join the {organisation_name} team on Notify:\n\n{url}\n\nThe link works for 2 days."
    email(to, f"{inviter.name} has invited you to {organisation_name}", body, url)


def join_request(manager: User, requester: User, service_name: str, reason: str | None, url: str) -> None:
    because = f" They gave this reason:\n\n{reason}" if reason else ""
    body = (
        f"Hello {manager.name},\n\n{requester.name} ({requester.email_address}) has asked to join the {service_name}"
        f" team on Notify.{because}\n\nTo approve or refuse this, open:\n\n{url}"
    )
    email(manager.email_address, f"{requester.name} wants to join {service_name}", body, url)


def join_request_received(requester: User, service_name: str) -> None:
    body = f"Hello {requester.name},\n\nWe have told the {service_name} team that you want to join them."
    email(requester.email_address, f"You have asked to join {service_name}", body)


def join_request_approved(requester: User, service_name: str, service_id: str) -> None:
    url = f"{settings.ADMIN_BASE_URL}/services/{service_id}"
    body = f"Hello {requester.name},\n\nYou are now in the {service_name} team. To see it, open:\n\n{url}"
    email(requester.email_address, f"You have joined {service_name}", body, url)


def join_request_refused(requester: User, service_name: str, decider: User) -> None:
    body = (
        f"Hello {requester.name},\n\n{decider.name} has refused your request to join the {service_name} team."
    )
    email(requester.email_address, f"You cannot join {service_name}", body)
