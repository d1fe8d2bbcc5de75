"""Services and what belongs to one, put together from its parts. Routes under /service."""

from gateway.clients.service_callbacks import ServiceCallbacks
from gateway.clients.service_details import ServiceDetails
from gateway.clients.service_join_requests import ServiceJoinRequests
from gateway.clients.service_reports import ServiceReports
from gateway.clients.service_senders import ServiceSenders
from gateway.clients.service_templates import ServiceTemplates


class ServiceAPIClient(
    ServiceDetails,
    ServiceTemplates,
    ServiceSenders,
    ServiceCallbacks,
    ServiceReports,
    ServiceJoinRequests,
):
    """One class for all of a service's routes, as callers know it."""


service_api_client = ServiceAPIClient()
