from django.urls import path

from portal_apps.users.views import (
    account,
    email_link,
    invitations,
    new_password,
    registration,
    sign_in,
    sign_out,
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
    path("two-factor-webauthn", sign_in.two_factor_webauthn, name="two_factor_webauthn"),
    path("forgot-password", new_password.forgot_password, name="forgot_password"),
    path("new-password/<token>", new_password.new_password, name="new_password"),
    path("your-account", account.your_account, name="your_account"),
    path("your-account/name", account.your_account_name, name="your_account_name"),
    path("your-account/password", account.your_account_password, name="your_account_password"),
]
