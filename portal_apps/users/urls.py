from django.urls import path

from portal_apps.users.views import (
    account,
    email_link,
    invitations,
    kept_draft,
    key_sign_in,
    new_password,
    own_email,
    own_mobile_number,
    registration,
    security_keys,
    sign_in,
    sign_out,
    staff,
    text_code,
)

app_name = "users"
urlpatterns = [
    path("register", registration.register, name="register"),
    path("register-from-invite", invitations.register_from_invite, name="register_from_invite"),
    path("register-from-org-invite", invitations.register_from_org_invite, name="register_from_org_invite"),
    path("registration-continue", registration.registration_continue, name="registration_continue"),
    path(
        "resend-email-verification", registration.resend_email_verification, name="resend_email_verification"
    ),
    path("verify-email/<token>", registration.verify_email, name="verify_email"),
    path("verify", text_code.verify, name="verify"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_out.sign_out, name="sign_out"),
    path("two-factor-sms", text_code.two_factor_sms, name="two_factor_sms"),
    path("text-not-received", text_code.text_not_received, name="text_not_received"),
    path("send-new-code", text_code.send_new_code, name="send_new_code"),
    path("two-factor-email-sent", email_link.two_factor_email_sent, name="two_factor_email_sent"),
    path("re-validate-email", email_link.revalidate_email, name="revalidate_email"),
    path("email-not-received", email_link.email_not_received, name="email_not_received"),
    path("send-new-email-token", email_link.send_new_email_token, name="send_new_email_token"),
    path("email-auth/<token>", email_link.email_auth, name="email_auth"),
    path("two-factor-webauthn", key_sign_in.two_factor_webauthn, name="two_factor_webauthn"),
    path("webauthn/authenticate", key_sign_in.webauthn_authenticate, name="webauthn_authenticate"),
    path("webauthn/register", security_keys.webauthn_register, name="webauthn_register"),
    path("forgot-password", new_password.forgot_password, name="forgot_password"),
    path("new-password/<token>", new_password.new_password, name="new_password"),
    path("what-you-typed", kept_draft.kept_draft, name="kept_draft"),
    path("your-account", account.your_account, name="your_account"),
    path("your-account/name", account.your_account_name, name="your_account_name"),
    path("your-account/email", own_email.your_account_email, name="your_account_email"),
    path(
        "your-account/email/authenticate",
        own_email.your_account_email_authenticate,
        name="your_account_email_authenticate",
    ),
    path(
        "your-account/email/confirm/<token>",
        own_email.your_account_email_confirm,
        name="your_account_email_confirm",
    ),
    path(
        "your-account/mobile-number",
        own_mobile_number.your_account_mobile_number,
        name="your_account_mobile_number",
    ),
    path(
        "your-account/mobile-number/delete",
        own_mobile_number.your_account_mobile_number_delete,
        name="your_account_mobile_number_delete",
    ),
    path(
        "your-account/mobile-number/authenticate",
        own_mobile_number.your_account_mobile_number_authenticate,
        name="your_account_mobile_number_authenticate",
    ),
    path(
        "your-account/mobile-number/confirm",
        own_mobile_number.your_account_mobile_number_confirm,
        name="your_account_mobile_number_confirm",
    ),
    path("your-account/password", account.your_account_password, name="your_account_password"),
    path(
        "your-account/take-part-in-user-research",
        account.your_account_take_part_in_user_research,
        name="your_account_take_part_in_user_research",
    ),
    path(
        "your-account/get-emails-about-new-features",
        account.your_account_get_emails_about_new_features,
        name="your_account_get_emails_about_new_features",
    ),
    path(
        "your-account/disable-platform-admin-view",
        account.your_account_disable_platform_admin_view,
        name="your_account_disable_platform_admin_view",
    ),
    path(
        "your-account/security-keys",
        security_keys.your_account_security_keys,
        name="your_account_security_keys",
    ),
    path(
        "your-account/security-keys/<uuid:key_id>/manage",
        security_keys.your_account_security_key_manage,
        name="your_account_security_key_manage",
    ),
    path(
        "your-account/security-keys/<uuid:key_id>/delete",
        security_keys.your_account_security_key_delete,
        name="your_account_security_key_delete",
    ),
    path("users/<uuid:user_id>", staff.user_information, name="user_information"),
    path("users/<uuid:user_id>/archive", staff.archive_user, name="archive_user"),
    path("users/<uuid:user_id>/change-auth", staff.change_user_auth, name="change_user_auth"),
    path(
        "users/<uuid:user_id>/remove-platform-admin",
        staff.remove_platform_admin,
        name="remove_platform_admin",
    ),
]
