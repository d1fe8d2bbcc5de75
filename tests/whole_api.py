"""An API that knows one of everything, for tests and benchmarks that open every page of the portal.

Behind each id of `ARGUMENTS`, which has a value for every parameter of an address, stands a thing that it tells of.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import responses

from tests.builders import (
    EVERY_PERMISSION,
    a_folder,
    a_member,
    a_report_request,
    a_service,
    a_template,
    a_template_row,
    a_user,
    an_email_file,
    an_error,
    an_id,
    an_invitation,
    an_organisation,
    an_organisation_invitation,
    in_template,
)
from tests.came_back import came_back
from tests.notify_api import NotifyAPI
from tests.whole_api_rows import (
    ARGUMENTS,
    CREATED,
    figures,
    job,
    join_request,
    key,
    line,
    messages,
    template_count,
    uploaded,
    usage,
)

# The API's own service, which sends the e-mails that check reply-to addresses.
NOTIFY_SERVICE_ID = "d6aa2c68-a2d9-4437-ab19-3ae8eb202553"


@dataclass
class WholeAPI:
    """`marker` stands in every name that people type, for those who look whether it is escaped.

    A service in trial mode has asked to go live.
    """

    marker: str = ""
    is_trial: bool = False
    receives_texts: bool = True
    unknown: list[str] = field(default_factory=list)
    missing: frozenset[str] = field(default=frozenset(), init=False)
    before_answering: Callable[[str], object] = lambda _path: None

    def __post_init__(self) -> None:
        ids, named = ARGUMENTS, self.named
        self.organisation = an_organisation(
            id=ids["org_id"],
            name=named("Meadowbridge Council"),
            can_approve_own_go_live_requests=True,
            permissions=["can_ask_to_join_a_service"],
            notes=named("Notes"),
            request_to_go_live_notes=named("Ask first"),
        )
        self.manager = self._person("Morgan Ellis", EVERY_PERMISSION, id=an_id())
        self.colleague = self._person("Isla Fraser", ["view_activity"], id=ids["user_id"])
        self.admin = a_user(platform_admin=True, name=named("Ada Okafor"))
        self.stranger = a_user(name=named("Noor Khan"))
        self.invited = a_user(name=named("Lena Kowalska"), email_address="lena.kowalska@meadowbridge.gov.uk")
        optional = ["inbound_sms"] if self.receives_texts else []
        facts = {
            "permissions": ["email", "sms", "letter", "international_sms", "email_auth", *optional],
            "go_live_user": ids["user_id"],
            "restricted": self.is_trial,
            "has_active_go_live_request": self.is_trial,
            "service_callback_api": [{"callback_id": an_id(), "callback_type": "delivery_status"}],
            "notes": named("Notes"),
            "billing_reference": named("Reference"),
            "custom_email_sender_name": named("Sender"),
            "contact_link": "https://example.gov.uk/contact",
        }
        self.service = a_service(
            id=ids["service_id"], name=named("Parking permits"), organisation=ids["org_id"], **facts
        )
        self.other_service = a_service(
            id=ids["service_to_join_id"], name=named("Bins"), organisation=ids["org_id"]
        )
        self.template = a_template(
            self.service, id=ids["template_id"], name=named("Permit ready"), folder=ids["template_folder_id"]
        )
        self.file = an_email_file(
            self.template,
            id=ids["template_email_file_id"],
            filename=named("form.pdf"),
            link_text=named("Your form"),
        )
        self.template["email_files"] = [in_template(self.file)]
        self.text_template = a_template(
            self.service,
            name=named("Permit reminder"),
            template_type="sms",
            content=named("Your permit ends soon."),
            folder=ids["template_folder_id"],
        )
        self.folder = a_folder(
            self.service,
            id=ids["template_folder_id"],
            name=named("Winter"),
            users_with_permission=[self.manager["id"], self.colleague["id"]],
        )
        # Nobody has sent the file that was uploaded.
        self.missing = frozenset({f"{self.path}/job/{ids['upload_id']}"})
        self.answers = self._of_people() | self._of_service() | self._of_lists() | self._of_organisations()

    def answer_to(self, address: str) -> Any:
        """What a path answers, or a path with this query; None for what is not known."""
        return self.answers.get(address, self.answers.get(address.partition("?")[0]))

    def named(self, name: str) -> str:
        return name + self.marker

    def _person(self, name: str, permissions: list[str], **facts: Any) -> dict[str, Any]:
        place = {"id": ARGUMENTS["service_id"]}
        organisation_id = ARGUMENTS["org_id"]
        return a_member(
            place,
            permissions,
            name=self.named(name),
            email_address=f"{name.lower().replace(' ', '.')}@meadowbridge.gov.uk",
            organisations=[organisation_id],
            organisation_permissions={organisation_id: ["can_make_services_live"]},
            **facts,
        )

    @property
    def path(self) -> str:
        return f"/service/{ARGUMENTS['service_id']}"

    def _of_people(self) -> dict[str, Any]:
        service = {name: self.service[name] for name in ("id", "name", "restricted", "organisation")}
        organisation = {name: self.organisation[name] for name in ("id", "name", "count_of_live_services")}
        mine = {"services": [service], "organisations": [organisation]}
        people = (self.manager, self.colleague, self.admin, self.stranger, self.invited)
        return {
            "/user/email": {"data": self.invited},
            **{f"/user/{one['id']}": {"data": one} for one in people},
            **{f"/user/{one['id']}/organisations-and-services": mine for one in people},
            f"{self.path}/users": {"data": [self.manager, self.colleague]},
            f"/service/{self.other_service['id']}/users": {
                "data": [a_member(self.other_service, name=self.named("Ben"))]
            },
            f"/organisations/{ARGUMENTS['org_id']}/users": {"data": [self.manager, self.colleague]},
        }

    def _of_service(self) -> dict[str, Any]:
        path, ids, named = self.path, ARGUMENTS, self.named
        version = {**self.template, "version": 1}
        sent, *others = messages(named, self.service, self.template)
        statistics = {
            name: {"requested": 3, "delivered": 2, "failed": 1} for name in ("email", "sms", "letter")
        }
        callback = self.service["service_callback_api"][0]["callback_id"]
        return {
            path: {"data": self.service},
            f"/service/{self.other_service['id']}": {"data": self.other_service},
            f"{path}/template": {
                "data": [a_template_row(one) for one in (self.template, self.text_template)]
            },
            f"{path}/template/{ids['template_id']}": {"data": self.template},
            f"{path}/template/{self.text_template['id']}": {"data": self.text_template},
            f"{path}/template/{ids['template_id']}/versions": {"data": [version]},
            f"{path}/templates/{ids['template_id']}/template_email_files": {"data": [self.file]},
            f"{path}/templates/{ids['template_id']}/template_email_files/{self.file['id']}": {
                "data": self.file
            },
            f"{path}/template/{ids['template_id']}/version/1": {"data": version},
            f"{path}/template-folder": {"template_folders": [self.folder]},
            f"{path}/template-statistics/last-used/{ids['template_id']}": {"last_date_used": None},
            f"{path}/template-statistics": {"data": [template_count(named)]},
            f"{path}/job/{ids['job_id']}": {"data": job(named, self.service)},
            f"{path}/job/{ids['job_id']}/notifications": {
                "notifications": [sent | line(named)],
                "total": 1,
                "links": {},
            },
            f"{path}/notifications/csv?page_size=2500&limit_days=30": {"notifications": [line(named)]},
            # After that one nothing follows.
            f"{path}/notifications/csv": {"notifications": []},
            f"{path}/report-request/{ids['report_request_id']}": {
                "data": a_report_request(self.service, id=ids["report_request_id"], status="pending")
            },
            f"{path}/job/scheduled-job-stats": {"count": 1, "soonest_scheduled_for": CREATED},
            f"{path}/statistics": {"data": statistics},
            **figures(path, named),
            **came_back(path, named),
            f"{path}/history": {"data": {"service_history": [], "api_key_history": [], "events": []}},
            f"{path}/callback-api/{callback}": {"data": {"url": "https://example.gov.uk/receipts"}},
            f"{path}/billing/free-sms-fragment-limit": {"free_sms_fragment_limit": 30_000},
            f"{path}/inbound-sms/most-recent-usage": {"most_recent_date": "Mon, 23 Nov 2026 09:00:41 GMT"},
            f"{path}/notifications": {"notifications": [sent, *others], "page_size": 50, "links": {}},
            f"{path}/notifications/{ids['notification_id']}": sent,
            f"{path}/template/preview/{ids['notification_id']}/pdf": {"content": "JVBERg==", "metadata": {}},
            f"{path}/notifications/count": {"notifications_sent_count": 3},
            f"/service/{NOTIFY_SERVICE_ID}/notifications/{ids['notification_id']}": sent,
            f"/inbound-number/service/{ids['service_id']}": {
                "data": {"id": an_id(), "number": "07700900500"}
            },
            "/inbound-number/available": {"data": [{"id": an_id(), "number": "07700900501"}]},
        }

    def _of_lists(self) -> dict[str, Any]:
        """What a service has several of; one of each here."""
        path, ids, named = self.path, ARGUMENTS, self.named
        sender = {
            "id": ids["sender_id"],
            "is_default": False,
            "archived": False,
            "created_at": CREATED,
            "updated_at": CREATED,
        }
        first = {**sender, "id": an_id(), "is_default": True}
        senders = {
            "email-reply-to": ("email_address", "replies{}@meadowbridge.gov.uk", {}),
            "sms-sender": ("sms_sender", "PARKING{}", {"inbound_number_id": None}),
            "letter-contact": ("contact_block", f"{self.named('1 Hall Road')}\n{{}}", {}),
        }
        invitation = an_invitation(self.service, id=ids["invited_user_id"], from_user=self.manager["id"])
        answers: dict[str, Any] = {
            f"{path}/api-keys": {"apiKeys": [key(named, self.manager)]},
            f"{path}/guest-list": {"email_addresses": ["guest@example.com"], "phone_numbers": []},
            f"{path}/data-retention": [
                {"id": ids["data_retention_id"], "notification_type": "sms", "days_of_retention": 30}
            ],
            f"{path}/invite": {"data": [invitation]},
            f"{path}/invite/{ids['invited_user_id']}": {"data": invitation},
            f"/invite/service/check/{ids['token']}": {"data": invitation},
            f"{path}/service-join-request/{ids['request_id']}": join_request(
                named, self.stranger, self.manager
            ),
        }
        answers |= uploaded(path, named, self.service)
        for name, (value, text, more) in senders.items():
            rows = [{**one, value: text.format(nr), **more} for nr, one in enumerate((first, sender))]
            answers[f"{path}/{name}"] = rows
            answers |= {f"{path}/{name}/{row['id']}": row for row in rows}
        return answers

    def _of_organisations(self) -> dict[str, Any]:
        ids, one = ARGUMENTS, self.organisation
        path = f"/organisations/{ids['org_id']}"
        row = {name: one[name] for name in ("id", "name", "active", "count_of_live_services", "domains")}
        invitation = an_organisation_invitation(one, id=ids["invited_user_id"], invited_by=self.manager["id"])
        services = [
            {name: service[name] for name in ("id", "name", "active", "restricted")}
            for service in (self.service, self.other_service)
        ]
        brands = {"data": [{"id": an_id(), "name": self.named("Crest")}]}
        every_brand = [{"id": an_id(), "name": self.named("Zebra")}]
        return {
            "/organisations": [row],
            "/organisations/by-domain?domain=meadowbridge.gov.uk": one,
            path: one,
            f"{path}/services": services,
            f"{path}/services-with-usage": {"services": [usage(self.service)], "updated_at": CREATED},
            f"{path}/email-branding-pool": brands,
            f"{path}/letter-branding-pool": brands,
            "/email-branding": {"email_branding": every_brand},
            "/letter-branding": every_brand,
            f"/organisation/{ids['org_id']}/invite": {"data": [invitation]},
            f"/organisation/{ids['org_id']}/invite/{ids['invited_user_id']}": {"data": invitation},
            f"/invite/organisation/check/{ids['token']}": {"data": invitation},
            "/_status/live-service-and-organisation-counts": {"services": 1, "organisations": 1},
        }


EVERY_ADDRESS = re.compile(".*")
# A person is looked up by a POST, so that no address and no number is in a log.
READ_BY_POST = re.compile(r"/user/email|/service/[^/]+/(?:notifications|inbound-sms)")


def answer_everything(api: NotifyAPI, whole: WholeAPI) -> None:
    """Let the API answer whatever is asked, and take whatever is written. What it does not know is noted."""

    def answer(request: Any) -> tuple[int, dict[str, str], str]:
        path, query = urlsplit(request.url)[2:4]
        whole.before_answering(path)
        if request.method != "GET" and not READ_BY_POST.fullmatch(path):
            return 200, {}, json.dumps({"data": {}})
        body = whole.answer_to(f"{path}?{query}")
        if body is not None:
            return 200, {}, json.dumps(body)
        if path not in whole.missing:
            whole.unknown.append(f"{request.method} {path}")
        return 404, {}, json.dumps(an_error("No result found"))

    for method in (responses.GET, responses.POST, responses.PUT, responses.PATCH, responses.DELETE):
        api.mock.add_callback(method, EVERY_ADDRESS, callback=answer)
