"""The figures of a service's usage page, worked out again from its messages and the prices alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox.senders import Sending
from tests.sandbox_process import SandboxProcess

APRIL = 4
ALLOWANCE = 3
TODAY = datetime.now(ZoneInfo("Europe/London")).date()
YEAR = TODAY.year if TODAY.month >= APRIL else TODAY.year - 1
ADDRESS = {"address_line_1": "Ada", "address_line_2": "1 Road", "postcode": "N1 1AA"}
LIVE = ("boat_licences", "council_tax", "bin_collections", "outpatients", "harbour_notices")
CHANNELS = ("sms", "email", "letter")
# Of a text or letter that failed like this, nothing is charged.
FREE_OF_CHARGE = {"technical-failure", "cancelled"}


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}) as process:
        yield process


@pytest.fixture(scope="module")
def service(api, people):
    """A new live service, with three free texts, after it has sent messages of every kind."""
    creator = people["council_manager"]["id"]
    limits = dict.fromkeys(("email_message_limit", "sms_message_limit", "letter_message_limit"), 100)
    body = {"name": "Harbour pilots", "restricted": False, "user_id": creator, "created_by": creator}
    made = api.post("/service", body | limits).json()["data"]
    api.post(f"/service/{made['id']}/billing/free-sms-fragment-limit", {"free_sms_fragment_limit": ALLOWANCE})
    service = Sending(api, made["id"], creator)
    _send_everything(service)
    return service


def _send_everything(service):
    text, email = service.template("sms"), service.template("email")
    for number in ("07700900888", "07700900002", "07700900003", "07700900004", "+33612345678"):
        service.send(text, number, name="Bo").raise_for_status()
    service.send(text, "07700900888", name="x" * 300).raise_for_status()
    for address in ("bo@example.com", "perm-fail@simulator.notify"):
        service.send(email, address, name="Bo").raise_for_status()
    for postage in ("first", "second", "second"):
        letter = service.template("letter", postage=postage)
        service.send(letter, None, name="Bo", **ADDRESS).raise_for_status()
    last = service.notification(service.send(letter, None, name="Bo", **ADDRESS).json()["id"])
    service.api.post(f"{service.path}/notifications/{last['id']}/cancel", {}).raise_for_status()
    test_key = service.client(service.key("tests", "test"))
    test_key.send_sms_notification("07700900888", text, {"name": "Bo"})


@pytest.fixture(scope="module")
def messages(api, service):
    return api.get(f"{service.path}/notifications", limit_days=7).json()["notifications"]


@pytest.fixture(scope="module")
def prices(api):
    """Of a part of a text, and of a letter of one sheet by its postage."""
    letters = api.get("/letter-rates/").json()
    sheet = {row["post_class"]: float(row["rate"]) for row in letters if row["sheet_count"] == 1}
    return {"sms": api.get("/sms-rate/").json()["rate"], **sheet}


def charged(messages, channel):
    return [
        row for row in messages if row["notification_type"] == channel and row["status"] not in FREE_OF_CHARGE
    ]


def parts(messages):
    return sum(row["billable_units"] * (row["rate_multiplier"] or 1) for row in charged(messages, "sms"))


def total(lines, name, channel):
    return sum(line[name] for line in lines if line["notification_type"] == channel)


class TestOneService:
    def test_statistics_count_its_messages(self, service, messages):
        for channel in CHANNELS:
            rows = [row for row in messages if row["notification_type"] == channel]
            statuses = [row["status"] for row in rows]

            assert service.statistics()[channel] == {
                "requested": len(rows) - statuses.count("cancelled"),
                "delivered": statuses.count("delivered") + statuses.count("sent"),
                "failed": sum(status.endswith("failure") for status in statuses),
            }

    def test_the_year_is_charged_by_part_and_by_letter(self, api, service, messages, prices):
        lines = api.get(f"{service.path}/billing/yearly-usage-summary", year=YEAR).json()
        letters = charged(messages, "letter")

        assert total(lines, "chargeable_units", "sms") == parts(messages) > len(charged(messages, "sms"))
        assert total(lines, "free_allowance_used", "sms") == ALLOWANCE
        assert total(lines, "cost", "sms") == pytest.approx((parts(messages) - ALLOWANCE) * prices["sms"])
        assert total(lines, "chargeable_units", "letter") == len(letters) == 3
        assert total(lines, "cost", "letter") == pytest.approx(sum(prices[row["postage"]] for row in letters))
        assert total(lines, "notifications_sent", "email") == len(charged(messages, "email"))

    def test_the_month_is_the_year_so_far(self, api, service):
        months = api.get(f"{service.path}/billing/monthly-usage", year=YEAR).json()
        year = api.get(f"{service.path}/billing/yearly-usage-summary", year=YEAR).json()

        assert {line["month"] for line in months} == {f"{TODAY:%B}"}
        for channel in ("sms", "letter"):
            assert total(months, "cost", channel) == pytest.approx(total(year, "cost", channel))

    def test_the_organisation_is_told_the_same(self, api, service, organisations):
        path = f"/organisations/{organisations['meadowbridge']}/services-with-usage"
        rows = {row["service_id"]: row for row in api.get(path, year=YEAR).json()["services"]}
        lines = api.get(f"{service.path}/billing/yearly-usage-summary", year=YEAR).json()
        told = rows[service.id]

        assert told["sms_billable_units"] == total(lines, "chargeable_units", "sms")
        assert told["chargeable_billable_sms"] == total(lines, "charged_units", "sms")
        assert told["sms_cost"] == pytest.approx(total(lines, "cost", "sms"))
        assert told["letter_cost"] == pytest.approx(total(lines, "cost", "letter"))
        assert (told["free_sms_limit"], told["sms_remainder"]) == (ALLOWANCE, 0)

    def test_so_are_those_who_send_the_bills(self, api, service):
        span = {"start_date": f"{YEAR}-04-01", "end_date": str(TODAY)}
        bills = {
            row["service_id"]: row
            for row in api.get("/platform-stats/data-for-billing-report", **span).json()
        }
        lines = api.get(f"{service.path}/billing/yearly-usage-summary", year=YEAR).json()
        bill = bills[service.id]

        assert bill["sms_cost"] == pytest.approx(total(lines, "cost", "sms"))
        assert (bill["total_letters"], bill["letter_cost"]) == (
            3,
            pytest.approx(total(lines, "cost", "letter")),
        )


class TestEveryService:
    @pytest.mark.parametrize("key", LIVE)
    @pytest.mark.parametrize("year", [YEAR, YEAR - 1], ids=["this year", "last year"])
    def test_usage_is_what_the_months_counted(self, api, services, key, year):
        path = f"/service/{services[key]}"
        months = api.data(f"{path}/notifications/monthly", year=year)
        lines = api.get(f"{path}/billing/yearly-usage-summary", year=year).json()

        for channel in CHANNELS:
            counts = [month[channel] for month in months.values()]
            sent = sum(
                count for month in counts for status, count in month.items() if status not in FREE_OF_CHARGE
            )
            assert total(lines, "notifications_sent", channel) == sent

    @pytest.mark.parametrize("key", LIVE)
    def test_statistics_are_the_sum_of_the_messages(self, api, services, key):
        path = f"/service/{services[key]}"
        wanted = api.data(f"{path}/statistics", limit_days=7)
        found = {channel: len(everything(api, path, channel)) for channel in CHANNELS}

        assert found == {channel: wanted[channel]["requested"] for channel in CHANNELS}


def everything(api, path, channel):
    """Every message of a week, page by page."""
    rows, page, more = [], 1, True
    while more:
        query = {"limit_days": 7, "template_type": channel, "page": page, "page_size": 250}
        answer = api.get(f"{path}/notifications", **query).json()
        rows += [row for row in answer["notifications"] if row["status"] != "cancelled"]
        page, more = page + 1, answer["links"].get("next", False)
    return rows
