"""What is asked: every list, count and search of the portal, of the largest service and organisation there are.

Words in braces are facts of the world that is measured; `sandbox/measuring/subjects.py` looks them up.
"""

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """`body` makes it a POST. `is_report` is about the whole platform, and may take longer."""

    path: str
    values: Values = field(default_factory=dict)
    body: Values | None = None
    is_report: bool = False

    def __str__(self) -> str:
        more = ", ".join(f"{name}={value}" for name, value in (self.body or self.values).items())
        return f"{'GET' if self.body is None else 'POST'} {self.path}" + (f" ({more})" if more else "")


SPAN = {"start_date": "{first_day}", "end_date": "{today}"}
NOBODY = dict.fromkeys(("created_end", "logged_in_start", "logged_in_end", "take_part_in_research"))

OF_A_SERVICE = (
    Read("/service/{service}"),
    Read("/service/{service}", {"detailed": "True"}),
    Read("/service/{service}/statistics", {"limit_days": 7}),
    Read("/service/{service}/notifications/monthly", {"year": "{year}"}),
    Read("/service/{service}/notifications/templates_usage/monthly", {"year": "{year}"}),
    Read("/service/{service}/template-statistics", {"limit_days": 7}),
    Read("/service/{service}/template-statistics/last-used/{template}"),
    Read("/service/{service}/billing/yearly-usage-summary", {"year": "{year}"}),
    Read("/service/{service}/billing/monthly-usage", {"year": "{year}"}),
    Read("/service/{service}/billing/free-sms-fragment-limit"),
    Read("/service/{service}/notifications", {"limit_days": 7}),
    Read("/service/{service}/notifications", {"page": "{middle_page}"}),
    Read("/service/{service}/notifications", {"page": "{last_page}"}),
    Read("/service/{service}/notifications", {"status": "failed", "template_type": "sms"}),
    Read("/service/{service}/notifications", {"template_type": "letter"}),
    Read("/service/{service}/notifications", body={"to": "{part_of_recipient}", "template_type": "email"}),
    Read("/service/{service}/notifications", body={"to": "nobody-at-all", "template_type": "email"}),
    Read("/service/{service}/notifications/count", {"limit_days": 7, "template_type": "sms"}),
    Read("/service/{service}/notifications/csv", {"page_size": 2500, "template_type": "email"}),
    Read("/service/{service}/notifications/{notification}"),
    Read("/service/{service}/job"),
    Read("/service/{service}/job/scheduled-job-stats"),
    Read("/service/{service}/job/{job}"),
    Read("/service/{service}/job/{job}/notifications"),
    Read("/service/{service}/job/{job}/notifications", {"status": "failed"}),
    Read("/service/{service}/job/{job}/notifications", {"format_for_csv": "True", "page_size": 2500}),
    Read("/service/{service}/job/{job}/notification_count"),
    Read("/service/{service}/upload", {"limit_days": 7}),
    Read("/service/{service}/template"),
    Read("/service/{service}/template/{template}"),
    Read("/service/{service}/template/{template}/versions"),
    Read("/service/{service}/template-folder"),
    Read("/service/{service}/users"),
    Read("/service/{service}/invite"),
    Read("/service/{service}/api-keys"),
    Read("/service/{service}/history"),
    Read("/service/{service}/sms-sender"),
    Read("/service/{service}/email-reply-to"),
    Read("/service/{service}/letter-contact"),
    Read("/service/{service}/data-retention"),
    Read("/service/{service}/contact-list"),
    Read("/service/{service}/inbound-sms/summary"),
    Read("/service/{service}/returned-letter-statistics"),
    Read("/service/{service}/returned-letter-summary"),
    Read("/service/{service}/unsubscribe-request-statistics"),
    Read("/service/{service}/unsubscribe-request-reports-summary"),
    Read("/service/{service}/organisation"),
)
OF_PEOPLE = (
    Read("/user/{user}"),
    Read("/user/{user}/organisations-and-services"),
    Read("/user/email", body={"email": "{email_address}"}),
    Read("/user/find-users-by-email", body={"email": "{part_of_email_address}"}),
    Read("/user/find-users-by-email", body={"email": "nobody-at-all"}),
    Read("/service", {"user_id": "{user}"}),
)
OF_ORGANISATIONS = (
    Read("/organisations"),
    Read("/organisations/{organisation}"),
    Read("/organisations/{organisation}/services"),
    Read("/organisations/{organisation}/users"),
    Read("/organisations/{organisation}/services-with-usage", {"year": "{year}"}),
    Read("/organisations/by-domain", {"domain": "{domain}"}),
    Read("/organisations/search", {"name": "council"}),
)
OF_THE_PLATFORM = (
    Read("/_status"),
    Read("/service"),
    Read("/service", {"only_active": "True"}),
    Read("/service/find-services-by-name", {"service_name": "a"}),
    Read("/service/find-services-by-name", {"service_name": "nothing-at-all"}),
    Read("/platform-admin/find-by-uuid", body={"uuid": "{notification}"}),
    Read("/email-branding"),
    Read("/letter-branding"),
    Read("/inbound-number"),
    Read("/provider-details"),
    Read("/complaint"),
    Read("/outbox"),
    Read("/outbox", {"type": "email"}),
    Read("/outbox", {"before": "{outbox_middle}"}),
    Read("/outbox", {"alike": "{outbox_newest}"}),
    Read("/outbox", {"search": "payment received"}),
    Read("/outbox", {"search": "pay*"}),
    Read("/outbox", {"search": "nothing-at-all"}),
    Read("/outbox.json", {"to": "{outbox_recipient}"}),
)
REPORTS = tuple(
    Read(path, values, body, is_report=True)
    for path, values, body in (
        ("/service", {"detailed": "True", **SPAN}, None),
        ("/service/live-services-data", {}, None),
        ("/service/monthly-data-by-service", SPAN, None),
        ("/performance-dashboard", SPAN, None),
        ("/platform-stats", SPAN, None),
        ("/platform-stats/data-for-billing-report", SPAN, None),
        ("/platform-stats/daily-volumes-report", SPAN, None),
        ("/platform-stats/daily-sms-provider-volumes-report", SPAN, None),
        ("/platform-stats/volumes-by-service", SPAN, None),
        ("/platform-admin/users-list", {}, {"created_start": "2000-01-01", **NOBODY}),
    )
)
READS = (*OF_A_SERVICE, *OF_PEOPLE, *OF_ORGANISATIONS, *OF_THE_PLATFORM, *REPORTS)
