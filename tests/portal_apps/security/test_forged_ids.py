"""The id of something that belongs to others opens nothing and changes nothing, in an address and in a form."""

import pytest
from django.test import Client

from tests.browsers import browser_of
from tests.builders import a_user, an_id
from tests.portal_apps.security.addresses import filled
from tests.whole_api_rows import ARGUMENTS

# Something of another service, and somebody of another organisation.
FORGED = an_id()
SERVICE = "/services/<uuid:service_id>"
SETTINGS = f"{SERVICE}/service-settings"
TEMPLATES = f"{SERVICE}/templates"
FILE = f"{TEMPLATES}/<uuid:template_id>/files/<uuid:template_email_file_id>"
MEMBER = f"{SERVICE}/users/<uuid:user_id>"
ORGANISATION = "/organisations/<uuid:org_id>"
JOIN_REQUEST = f"{SERVICE}/join-request/<uuid:request_id>"
OF_FOLDER = f"{TEMPLATES}/folders/<uuid:template_folder_id>"
PERMISSIONS = {"permissions_field": ["manage_service"], "login_authentication": "sms_auth"}
ADDRESS = {"email_address": "eve@meadowbridge.gov.uk"}
EMAIL = {"name": "Mine", "subject": "Mine", "template_content": "Mine"}

# The last parameter of each is forged; what is typed would be taken with the right id.
OTHERS_THINGS = {
    f"{SERVICE}/api/keys/revoke/<uuid:key_id>": {},
    f"{SETTINGS}/email-reply-to/<uuid:sender_id>/edit": ADDRESS,
    f"{SETTINGS}/email-reply-to/<uuid:sender_id>/delete": {},
    f"{SETTINGS}/sms-sender/<uuid:sender_id>/edit": {"sms_sender": "MINE"},
    f"{SETTINGS}/sms-sender/<uuid:sender_id>/delete": {},
    f"{SETTINGS}/letter-contact/<uuid:sender_id>/edit": {
        "letter_contact_block": "1 Hall Road\nLondon\nN1 1AA"
    },
    f"{SETTINGS}/letter-contact/<uuid:sender_id>/delete": {},
    f"{SETTINGS}/email-reply-to/<uuid:notification_id>/verify.json": {},
    f"{SERVICE}/jobs/<uuid:job_id>": {},
    f"{SERVICE}/notification/<uuid:notification_id>/cancel": {},
    f"{SERVICE}/data-retention/<uuid:data_retention_id>/edit": {"days_of_retention": "9"},
    f"{SERVICE}/check-contact-list/<uuid:upload_id>": {},
    f"{SERVICE}/save-contact-list/<uuid:upload_id>": {},
    f"{SERVICE}/contact-list/<uuid:contact_list_id>": {},
    f"{SERVICE}/contact-list/<uuid:contact_list_id>/delete": {},
    f"{SERVICE}/send/<uuid:template_id>/csv": {},
    f"{SERVICE}/send/<uuid:template_id>/from-contact-list": {},
    f"{SERVICE}/send/<uuid:template_id>/from-contact-list/<uuid:contact_list_id>": {},
    f"{SERVICE}/<uuid:template_id>/check/<uuid:upload_id>": {},
    f"{SERVICE}/start-job/<uuid:upload_id>": {"scheduled_for": ""},
    f"{TEMPLATES}/<uuid:template_id>": {},
    f"{TEMPLATES}/<uuid:template_id>/edit": EMAIL,
    f"{TEMPLATES}/<uuid:template_id>/edit/<slug:language>": EMAIL,
    f"{TEMPLATES}/<uuid:template_id>/delete": {},
    f"{TEMPLATES}/<uuid:template_id>/redact": {},
    f"{TEMPLATES}/<uuid:template_id>/rename": {"name": "Mine"},
    f"{TEMPLATES}/<uuid:template_id>/set-template-sender": {"sender": "__NONE__"},
    f"{TEMPLATES}/<uuid:template_id>/change-language/confirm": {},
    f"{TEMPLATES}/<uuid:template_id>/version/<int:version>/restore": {"version": "1"},
    f"{TEMPLATES}/copy/<uuid:template_id>": {"name": "Mine", "template_id": FORGED},
    f"{TEMPLATES}/copy/from-folder/<uuid:from_folder>": {},
    f"{TEMPLATES}/copy/from-service/<uuid:from_service>": {},
    f"{TEMPLATES}/<uuid:template_id>/versions": {},
    f"{SERVICE}/send/<uuid:template_id>/set-sender": {"sender": ARGUMENTS["sender_id"]},
    f"{SERVICE}/template/<uuid:template_id>/notification/check": {"shown": "a message"},
    f"{FILE}": {},
    f"{FILE}/make-live": {},
    f"{FILE}/change-link-text": {"link_text": "Mine"},
    f"{FILE}/change-data-retention": {"retention_period": "9"},
    f"{FILE}/change-email-validation": {"enabled": "False"},
    f"{OF_FOLDER}": {"operation": "add-new-folder", "add_new_folder_name": "Mine"},
    f"{OF_FOLDER}/add-email": EMAIL,
    f"{OF_FOLDER}/manage": {"name": "Mine"},
    f"{OF_FOLDER}/delete": {},
    f"{SERVICE}/conversation/<uuid:notification_id>": {},
    f"{SERVICE}/conversation/<uuid:notification_id>.json": {},
    f"{SERVICE}/unsubscribe-requests/reports/<uuid:batch_id>": {"report_has_been_processed": "y"},
    MEMBER: PERMISSIONS,
    f"{MEMBER}/delete": {},
    f"{MEMBER}/edit-email": ADDRESS,
    f"{MEMBER}/edit-email/confirm": {},
    f"{MEMBER}/edit-mobile-number": {"mobile_number": "07700900999"},
    f"{MEMBER}/edit-mobile-number/confirm": {},
    f"{SERVICE}/users/invite/<uuid:user_id>": PERMISSIONS,
    f"{SERVICE}/cancel-invited-user/<uuid:invited_user_id>": {},
    f"{SERVICE}/resend-invitation/<uuid:invited_user_id>": {},
    f"{JOIN_REQUEST}/approve": {"join_service_approve_request": "approved"},
    f"{JOIN_REQUEST}/choose-permissions": PERMISSIONS,
    f"{JOIN_REQUEST}/refused": {},
    "/services/<uuid:service_to_join_id>/join/ask": {"users": [FORGED], "reason": "Let me in"},
    f"{ORGANISATION}/users/<uuid:user_id>": {"permissions_field": ["can_make_services_live"]},
    f"{ORGANISATION}/users/<uuid:user_id>/delete": {},
    f"{ORGANISATION}/cancel-invited-user/<uuid:invited_user_id>": {},
}
FORGED_NAMES = {
    "key_id",
    "job_id",
    "sender_id",
    "notification_id",
    "batch_id",
    "data_retention_id",
    "upload_id",
    "contact_list_id",
    "template_email_file_id",
    "template_id",
    "template_folder_id",
    "user_id",
    "invited_user_id",
    "request_id",
    "service_to_join_id",
    "from_service",
    "from_folder",
}
# The ids of others in the boxes of a form that is right otherwise.
IN_FORMS = {
    f"{TEMPLATES}/all": [
        {"operation": "move-to-existing-folder", "templates_and_folders": [FORGED], "move_to": "__NONE__"},
        {
            "operation": "move-to-existing-folder",
            "templates_and_folders": [ARGUMENTS["template_id"]],
            "move_to": FORGED,
        },
        {
            "operation": "move-to-new-folder",
            "templates_and_folders": [FORGED],
            "move_to_new_folder_name": "Mine",
        },
    ],
    f"{TEMPLATES}/copy/<uuid:template_id>": [
        {"name": "Mine", "template_id": FORGED},
        {"name": "Mine", "template_id": ARGUMENTS["template_id"], "parent_folder_id": FORGED},
    ],
    f"{OF_FOLDER}/manage": [{"name": "Mine", "users_with_permission": [FORGED]}],
    f"{SERVICE}/users/invite": [{**ADDRESS, **PERMISSIONS, "folder_permissions": [FORGED]}],
    MEMBER: [{**PERMISSIONS, "folder_permissions": [FORGED]}],
    f"{SETTINGS}/set-auth-type/users": [{"users": [FORGED]}],
    f"{SETTINGS}/link-service-to-organisation": [{"organisations": FORGED}],
    f"{SETTINGS}/set-inbound-number": [{"inbound_number": FORGED}],
    "/services/<uuid:service_to_join_id>/join/ask": [{"users": [FORGED]}],
    f"{ORGANISATION}/settings/email-branding": [{"default": FORGED}, {"remove": FORGED}],
    f"{ORGANISATION}/settings/email-branding/add": [{"branding_field": [FORGED]}],
    f"{ORGANISATION}/settings/letter-branding": [{"default": FORGED}, {"remove": FORGED}],
    f"{ORGANISATION}/settings/letter-branding/add": [{"branding_field": [FORGED]}],
}


@pytest.fixture
def browsers(whole) -> list[Client]:
    """Of people who may do all of it to their own things. The API knows more about join requests than it should say."""
    whole.answers[f"/user/{FORGED}"] = {"data": a_user(id=FORGED, email_address="eve@elsewhere.gov.uk")}
    asked = f"/service/{whole.service['id']}/service-join-request"
    of_others = {**whole.answers[f"{asked}/{ARGUMENTS['request_id']}"], "id": FORGED, "service_id": FORGED}
    whole.answers[f"{asked}/{FORGED}"] = of_others
    return [browser_of(whole.manager), browser_of(whole.admin)]


def forged(shape):
    return filled(shape, {**ARGUMENTS, **dict.fromkeys(FORGED_NAMES, FORGED)})


class TestOthersThings:
    @pytest.mark.parametrize("shape", OTHERS_THINGS)
    def test_are_not_found_and_not_changed(self, api, browsers, shape):
        for browser in browsers:
            pages = [browser.get(forged(shape)), browser.post(forged(shape), OTHERS_THINGS[shape])]

            assert {page.status_code for page in pages} <= {403, 404, 405}
        assert api.writes == []

    def test_a_test_email_that_somebody_else_asked_for_saves_nothing(self, api, browsers):
        address = forged(f"{SETTINGS}/email-reply-to/<uuid:notification_id>/verify")

        pages = [browser.post(address) for browser in browsers]

        assert [page.status_code for page in pages] == [302, 302]
        assert api.writes == []

    @pytest.mark.parametrize("shape", [shape for shape in OTHERS_THINGS if shape.count("<") > 1])
    def test_neither_are_ones_own_things_in_the_place_of_others(self, api, whole, browsers, shape):
        """Only the platform admin may look at other services, which have none of it."""
        elsewhere = {**ARGUMENTS, "service_id": ARGUMENTS["service_to_join_id"], "org_id": an_id()}

        page = browsers[0].post(filled(shape, elsewhere), OTHERS_THINGS[shape])

        assert page.status_code in {403, 404, 405}
        assert api.writes == []


class TestIdsInForms:
    @pytest.mark.parametrize("shape", IN_FORMS)
    def test_are_refused_beside_their_field_or_not_found(self, api, browsers, shape):
        for browser in browsers:
            for form in IN_FORMS[shape]:
                page = browser.post(filled(shape), form)

                assert page.status_code in {200, 403, 404}
        assert api.writes == []
