"""The one way to the Notify API: `from gateway import service_api_client`.

Every client is a stateless instance that any thread may use. What it does is done for the current caller: the request's
middleware names one, and a command or shell says `with acting_as(user_id): ...`. Errors are in `gateway.errors`.
"""

from gateway.cache import bypassed, keys, memo, prefetch
from gateway.cache.outcome import is_definite
from gateway.caller import Caller, Trace, acting_as, calling, current_caller, within
from gateway.clients.api_key_api_client import api_key_api_client
from gateway.clients.billing_api_client import billing_api_client
from gateway.clients.complaint_api_client import complaint_api_client
from gateway.clients.contact_list_api_client import contact_list_api_client
from gateway.clients.document_download_api_client import DocumentDownloadError, document_download_api_client
from gateway.clients.email_branding_client import email_branding_client
from gateway.clients.events_api_client import EventType, events_api_client
from gateway.clients.inbound_number_client import inbound_number_client
from gateway.clients.invite_api_client import invite_api_client
from gateway.clients.job_api_client import job_api_client
from gateway.clients.letter_attachment_client import letter_attachment_client
from gateway.clients.letter_branding_client import letter_branding_client
from gateway.clients.letter_jobs_client import letter_jobs_client
from gateway.clients.letter_rate_api_client import letter_rate_api_client
from gateway.clients.notification_api_client import notification_api_client
from gateway.clients.org_invite_api_client import org_invite_api_client
from gateway.clients.organisations_api_client import organisations_client
from gateway.clients.performance_dashboard_api_client import performance_dashboard_api_client
from gateway.clients.platform_admin_api_client import admin_api_client
from gateway.clients.protected_sender_id_api_client import protected_sender_id_api_client
from gateway.clients.provider_client import provider_client
from gateway.clients.report_request_api_client import report_request_api_client
from gateway.clients.service_api_client import service_api_client
from gateway.clients.service_details import LIVE_LIMITS, TRIAL_LIMITS
from gateway.clients.sms_rate_client import sms_rate_api_client
from gateway.clients.status_api_client import status_api_client
from gateway.clients.template_email_file_client import template_email_file_client
from gateway.clients.template_folder_api_client import template_folder_api_client
from gateway.clients.template_statistics_api_client import template_statistics_client
from gateway.clients.unsubscribe_api_client import unsubscribe_api_client
from gateway.clients.upload_api_client import upload_api_client
from gateway.clients.user_api_client import user_api_client
from gateway.fan_out import fan_out
from gateway.template_previews import TemplatePreview, template_preview_client

__all__ = [
    "LIVE_LIMITS",
    "TRIAL_LIMITS",
    "Caller",
    "DocumentDownloadError",
    "EventType",
    "TemplatePreview",
    "Trace",
    "acting_as",
    "admin_api_client",
    "api_key_api_client",
    "billing_api_client",
    "bypassed",
    "calling",
    "complaint_api_client",
    "contact_list_api_client",
    "current_caller",
    "document_download_api_client",
    "email_branding_client",
    "events_api_client",
    "fan_out",
    "inbound_number_client",
    "invite_api_client",
    "is_definite",
    "job_api_client",
    "keys",
    "letter_attachment_client",
    "letter_branding_client",
    "letter_jobs_client",
    "letter_rate_api_client",
    "memo",
    "notification_api_client",
    "org_invite_api_client",
    "organisations_client",
    "performance_dashboard_api_client",
    "prefetch",
    "protected_sender_id_api_client",
    "provider_client",
    "report_request_api_client",
    "service_api_client",
    "sms_rate_api_client",
    "status_api_client",
    "template_email_file_client",
    "template_folder_api_client",
    "template_preview_client",
    "template_statistics_client",
    "unsubscribe_api_client",
    "upload_api_client",
    "user_api_client",
    "within",
]
