"""What the sandbox remembers. Names and meanings are the API's; times are UTC."""

from sandbox.models.branding import EmailBranding, LetterBranding
from sandbox.models.callbacks import Callback
from sandbox.models.crowd import Crowd
from sandbox.models.documents import Document
from sandbox.models.letters import LetterFile
from sandbox.models.messages import (
    Complaint,
    DailyUsage,
    InboundSms,
    Job,
    Notification,
    ReturnedLetter,
    UnsubscribeRequest,
    UnsubscribeRequestReport,
)
from sandbox.models.organisations import InvitedOrganisationUser, Organisation, OrganisationMember
from sandbox.models.outbox import OutboxMessage
from sandbox.models.people import Event, User, VerifyCode, WebauthnCredential
from sandbox.models.providers import InboundNumber, ProtectedSenderId, ProviderDetails, ProviderVersion
from sandbox.models.requests import ReportRequest, ServiceContactList, ServiceJoinRequest
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
from sandbox.models.templates import (
    LetterAttachment,
    Template,
    TemplateEmailFile,
    TemplateFolder,
    TemplateHistory,
)

__all__ = [
    "AnnualBilling",
    "ApiKey",
    "ApiKeyHistory",
    "Callback",
    "Complaint",
    "Crowd",
    "DailyUsage",
    "Document",
    "EmailBranding",
    "Event",
    "InboundNumber",
    "InboundSms",
    "InvitedOrganisationUser",
    "InvitedUser",
    "Job",
    "LetterAttachment",
    "LetterBranding",
    "LetterFile",
    "Notification",
    "Organisation",
    "OrganisationMember",
    "OutboxMessage",
    "ProtectedSenderId",
    "ProviderDetails",
    "ProviderVersion",
    "ReportRequest",
    "ReturnedLetter",
    "Service",
    "ServiceCallbackApi",
    "ServiceContactList",
    "ServiceDataRetention",
    "ServiceEmailReplyTo",
    "ServiceHistory",
    "ServiceJoinRequest",
    "ServiceLetterContact",
    "ServiceMember",
    "ServiceSmsSender",
    "Template",
    "TemplateEmailFile",
    "TemplateFolder",
    "TemplateHistory",
    "UnsubscribeRequest",
    "UnsubscribeRequestReport",
    "User",
    "VerifyCode",
    "WebauthnCredential",
]
