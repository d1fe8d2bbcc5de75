"""Every route of the sandbox, by area. A new area is a module with `routes = Routes()` and a name in this list."""

from sandbox.routes import (
    api_key,
    billing,
    events,
    inbound_sms,
    invite,
    job,
    notification,
    organisations,
    service,
    service_senders,
    service_settings,
    service_statistics,
    status,
    template,
    template_email_file,
    template_folder,
    template_statistics,
    user,
    user_permissions,
    user_verification,
)

AREAS = [
    module.routes
    for module in (
        api_key,
        billing,
        events,
        inbound_sms,
        invite,
        job,
        notification,
        organisations,
        service,
        service_senders,
        service_settings,
        service_statistics,
        status,
        template,
        template_email_file,
        template_folder,
        template_statistics,
        user,
        user_permissions,
        user_verification,
    )
]
