"""Which keys and patterns each writing method drops, written down apart from the code: service s1, person u1, and so on.

The policy in the client modules is held against this list, so a line that goes missing there is missed here.
"""

# What is dropped, and by whom.
_GROUPS: list[tuple[list[str], list[str]]] = [
    (["email_branding"], ["email_branding_client.create_email_branding"]),
    (
        ["has_jobs-s1"],
        ["job_api_client.cancel_job", "job_api_client.cancel_letter_job", "job_api_client.create_job"],
    ),
    (["letter_branding"], ["letter_branding_client.create_letter_branding"]),
    (
        ["organisation-o1-email-branding-pool"],
        [
            "organisations_client.add_brandings_to_email_branding_pool",
            "organisations_client.remove_email_branding_from_pool",
        ],
    ),
    (
        ["organisation-o1-letter-branding-pool"],
        [
            "organisations_client.add_brandings_to_letter_branding_pool",
            "organisations_client.remove_letter_branding_from_pool",
        ],
    ),
    (
        ["email_branding", "email_branding-b1", "organisation-*-email-branding-pool"],
        ["email_branding_client.archive_email_branding", "email_branding_client.update_email_branding"],
    ),
    (
        ["letter_branding", "letter_branding-b1", "organisation-*-letter-branding-pool"],
        ["letter_branding_client.update_letter_branding"],
    ),
    (["organisations"], ["organisations_client.create_organisation"]),
    (["domains", "organisation-o1-name", "organisations"], ["organisations_client.archive_organisation"]),
    (
        ["service-s1"],
        [
            "invite_api_client.accept_invite",
            "service_api_client.create_service_callback_api",
            "service_api_client.delete_service_callback_api",
            "service_api_client.update_guest_list",
            "service_api_client.update_service_callback_api",
        ],
    ),
    (
        ["service-s1-data-retention"],
        [
            "service_api_client.create_service_data_retention",
            "service_api_client.set_service_data_retention",
            "service_api_client.update_service_data_retention",
        ],
    ),
    (
        ["service-s1-template-folders"],
        [
            "template_folder_api_client.create_template_folder",
            "template_folder_api_client.delete_template_folder",
            "template_folder_api_client.update_template_folder",
        ],
    ),
    (["service-s1-template-t1*"], ["template_email_file_client.update_file"]),
    (["service-s1-templates"], ["service_api_client.create_service_template"]),
    (
        ["service-s1-unsubscribe-request-reports-summary"],
        ["service_api_client.create_unsubscribe_request_report"],
    ),
    (
        [
            "service-????????-????-????-????-????????????-returned-letters-statistics",
            "service-????????-????-????-????-????????????-returned-letters-summary",
        ],
        ["letter_jobs_client.submit_returned_letters"],
    ),
    (
        ["service-s1", "service-s1-template-*"],
        [
            "inbound_number_client.add_inbound_number_to_service",
            "service_api_client.add_letter_contact",
            "service_api_client.add_reply_to_email_address",
            "service_api_client.add_sms_sender",
            "service_api_client.delete_letter_contact",
            "service_api_client.delete_reply_to_email_address",
            "service_api_client.delete_sms_sender",
            "service_api_client.remove_service_inbound_sms",
            "service_api_client.update_letter_contact",
            "service_api_client.update_reply_to_email_address",
            "service_api_client.update_sms_sender",
        ],
    ),
    (
        ["service-s1-template-*", "service-s1-templates"],
        [
            "letter_attachment_client.archive_letter_attachment",
            "letter_attachment_client.create_letter_attachment",
        ],
    ),
    (
        ["service-s1-template-t1*", "service-s1-templates"],
        [
            "service_api_client.delete_service_template",
            "service_api_client.redact_service_template",
            "service_api_client.update_service_template",
            "service_api_client.update_service_template_sender",
        ],
    ),
    (
        ["service-s1-unsubscribe-request-reports-summary", "service-s1-unsubscribe-request-statistics"],
        ["service_api_client.process_unsubscribe_request_report"],
    ),
    (
        ["live-service-and-organisation-counts", "organisations", "service-s1"],
        ["organisations_client.update_service_organisation"],
    ),
    (
        ["service-s1", "service-s1-data-retention", "service-s1-template-*"],
        ["service_api_client.update_service"],
    ),
    (
        ["live-service-and-organisation-counts", "organisations", "service-s1", "service-s1-data-retention"],
        ["service_api_client.update_count_as_live", "service_api_client.update_status"],
    ),
    (
        [
            "service-s1-template-folders",
            "service-s1-template-t1-version-None",
            "service-s1-template-t2-version-None",
            "service-s1-templates",
        ],
        ["template_folder_api_client.move_to_folder"],
    ),
    (
        [
            "domains",
            "organisation-o1-email-branding-pool",
            "organisation-o1-letter-branding-pool",
            "organisation-o1-name",
            "organisations",
            "service-s1",
            "service-s9",
        ],
        ["organisations_client.update_organisation"],
    ),
    (
        ["user-u1"],
        [
            "organisations_client.remove_user_from_organisation",
            "service_api_client.create_service",
            "user_api_client.activate_user",
            "user_api_client.add_user_to_organisation",
            "user_api_client.check_verify_code",
            "user_api_client.complete_webauthn_login_attempt",
            "user_api_client.reset_failed_login_count",
            "user_api_client.set_organisation_permissions",
            "user_api_client.update_password",
            "user_api_client.verify_password",
        ],
    ),
    (["service-s1-template-*", "user-u1"], ["user_api_client.archive_user"]),
    (["service-s1-template-folders", "user-u1"], ["user_api_client.set_user_permissions"]),
    (
        ["service-join-request-j1", "service-s1-template-folders", "user-u1"],
        ["service_api_client.update_service_join_requests"],
    ),
    (
        ["service-s1", "service-s1-template-folders", "user-u1"],
        ["service_api_client.remove_user_from_service", "user_api_client.add_user_to_service"],
    ),
    (
        ["service-s1-template-*", "service-s2-template-*", "user-u1"],
        ["user_api_client.update_user_attribute"],
    ),
    (
        [
            "live-service-and-organisation-counts",
            "organisations",
            "service-s1",
            "service-s1-template*",
            "user-u1",
            "user-u9",
        ],
        ["service_api_client.archive_service"],
    ),
]

DROPS = {method: dropped for dropped, methods in _GROUPS for method in methods}
