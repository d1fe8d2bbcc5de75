"""Adding up the API's statistics by template."""

from portal_apps.services.statistics import MessageCounts


def a_row(
    template_id="t1", status="delivered", count=1, channel="email", *, name="Permit", precompiled=False
):
    return {
        "template_id": template_id,
        "template_name": name,
        "template_type": channel,
        "status": status,
        "count": count,
        "is_precompiled_letter": precompiled,
    }


class TestMessageCounts:
    def test_every_status_counts_except_cancelled(self):
        rows = [
            a_row(status=status)
            for status in ("created", "sending", "delivered", "returned-letter", "cancelled")
        ]

        assert MessageCounts.from_rows(rows).totals["email"].requested == 4

    def test_every_kind_of_failure_is_one(self):
        failures = (
            "failed",
            "permanent-failure",
            "technical-failure",
            "temporary-failure",
            "validation-failed",
        )
        rows = [a_row(status=status) for status in (*failures, "virus-scan-failed", "delivered")]

        total = MessageCounts.from_rows(rows).totals["email"]

        assert (total.requested, total.failed) == (7, 6)
        assert total.fails_often

    def test_three_in_a_hundred_is_not_often(self):
        rows = [a_row(status="failed", count=3), a_row(count=97)]

        assert not MessageCounts.from_rows(rows).totals["email"].fails_often

    def test_nothing_sent_is_no_failure(self):
        totals = MessageCounts.from_rows([]).totals

        assert {channel: total.failure_percentage for channel, total in totals.items()} == {
            "email": 0.0,
            "sms": 0.0,
            "letter": 0.0,
        }

    def test_a_template_is_counted_over_its_statuses_and_shared_by_the_most_used(self):
        rows = [a_row("t1", count=1), a_row("t1", "sending", count=1), a_row("t2", count=8, name="Bins")]

        first, second = MessageCounts.from_rows(rows).templates

        assert (first.name, first.count, first.share) == ("Bins", 8, 1.0)
        assert (second.name, second.count, second.share) == ("Permit", 2, 0.25)

    def test_uploaded_letters_are_named_by_what_they_are(self):
        rows = [a_row(channel="letter", name="Pre-compiled PDF", precompiled=True)]

        assert MessageCounts.from_rows(rows).templates[0].name == "Provided as PDF"
