"""What the sandbox remembers. Names and meanings are the API's; times are UTC."""

from sandbox.models.branding import EmailBranding, LetterBranding
from sandbox.models.messages import (
    DailyUsage,
    InboundSms,
    Job,
    Notification,
    ReturnedLetter,
    UnsubscribeRequest,
)
from sandbox.models.organisations import Organisation, OrganisationMember
from sandbox.models.outbox import OutboxMessage
from sandbox.models.people import Event, User, VerifyCode, WebauthnCredential
from sandbox.models.senders import (
    ServiceCallbackApi,
    ServiceDataRetention,
    ServiceEmailReplyTo,
    ServiceLetterContact,
    ServiceSmsSender,
)
from sandbox.models.services import (
    AnnualBilling,
    ApiKey,
    ApiKeyHistory,
    InvitedUser,
    Service,
    ServiceHistory,
    ServiceMember,
)
from sandbox.models.templates import Template, TemplateEmailFile, TemplateFolder, TemplateHistory

__all__ = [
    "AnnualBilling",
    "ApiKey",
    "ApiKeyHistory",
    "DailyUsage",
    "EmailBranding",
    "Event",
    "InboundSms",
    "InvitedUser",
    "Job",
    "LetterBranding",
    "Notification",
    "Organisation",
    "OrganisationMember",
    "OutboxMessage",
    "ReturnedLetter",
    "Service",
    "ServiceCallbackApi",
    "ServiceDataRetention",
    "ServiceEmailReplyTo",
    "ServiceHistory",
    "ServiceLetterContact",
    "ServiceMember",
    "ServiceSmsSender",
    "Template",
    "TemplateEmailFile",
    "TemplateFolder",
    "TemplateHistory",
    "UnsubscribeRequest",
    "User",
    "VerifyCode",
    "WebauthnCredential",
]
