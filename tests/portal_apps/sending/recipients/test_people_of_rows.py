"""To whom the rows go, how long their messages are, and who is there twice."""

import pytest

from tests.portal_apps.sending.recipients.conftest import some_rules
from tests.portal_apps.sending.recipients.files import EMAIL, PHONE

HEADINGS = ["phone number", "name"]
GOOD, BLANK = [PHONE, "Ada"], ["", " "]
ADDRESS = [f"address line {number}" for number in range(1, 8)]


class TestRecipients:
    def test_in_trial_mode_are_the_team_and_its_guests(self, check):
        rules = some_rules(allowed=frozenset({"447911123456"}))

        found = check([HEADINGS, GOOD, ["07911 123457", "Bo"]], rules=rules)

        assert found.faults == {3: [("not-allowed", 0)]}

    def test_in_trial_mode_by_email_too(self, check):
        rules = some_rules("email", "Hello", allowed=frozenset({EMAIL}))

        found = check(
            [["email address"], [EMAIL.upper()], ["bo@example.com"], ["bo"], [""], ["x"]], rules=rules
        )

        assert found.faults == {
            3: [("not-allowed", 0)],
            4: [("email-no-at", 0)],
            6: [("email-no-at", 0)],
        }

    def test_may_be_missing_by_email_too(self, check):
        found = check([["email address", "name"], ["", "Ada"]], rules=some_rules("email", "((name))"))

        assert found.faults == {2: [("missing-recipient", 0)]}
        assert found.bad_rows[0].faults[0].text == "Missing email address"

    @pytest.mark.parametrize(
        ("number", "permission", "code"),
        [
            ("+33 6 12 34 56 78", "international_sms", "phone-international"),
            ("020 7946 0123", "sms_to_uk_landlines", "phone-landline"),
        ],
    )
    def test_may_need_a_permission(self, check, number: str, permission: str, code: str):
        rows = [HEADINGS, [number, "Ada"]]

        assert check(rows).faults == {2: [(code, 0)]}
        assert check(rows, permissions=frozenset({permission})).verdict.can_be_sent

    def test_abroad_are_counted_with_their_fragments(self, check):
        rows = [HEADINGS, GOOD, ["+33 6 12 34 56 78", "x" * 160]]

        totals = check(rows, permissions=frozenset({"international_sms"})).verdict.totals

        assert (totals.international, totals.international_fragments, totals.fragments) == (1, 2, 3)

    def test_of_letters_have_addresses(self, check):
        rules = some_rules("letter", "Dear ((name))", permissions=frozenset({"international_letters"}))
        rows = [
            ["Ada", "1 High Street", "Leeds", "LS1 1AA", "", "", "", "Ada"],
            ["Ada", "1 Rue", "", "", "", "", "France", "Ada"],
            ["Ada", "LS1 1AA", "", "", "", "", "", "Ada"],
            ["", "", "", "", "", "", "", "Ada"],
        ]

        found = check([[*ADDRESS, "name"], *rows], rules=rules)

        assert found.faults == {4: [("address-too-short", None)], 5: [("missing-recipient", None)]}
        assert found.bad_rows[1].faults[0].text == "Missing address"
        assert found.verdict.totals.international == 1
        assert found.verdict.totals.fragments == 0

    def test_of_letters_may_have_an_older_column_for_the_postcode(self, check):
        headings = ["address line 1", "address line 2", "postcode"]

        found = check([headings, ["Ada", "1 High Street", "LS1 1AA"]], rules=some_rules("letter", ""))

        assert found.verdict.can_be_sent

    def test_of_letters_wait_for_the_service_to_be_live(self, check):
        rules = some_rules("letter", "", allowed=frozenset())

        found = check([ADDRESS[:3], ["Ada", "1 High Street", "LS1 1AA"]], rules=rules)

        assert found.texts == ["Your service is in trial mode: it cannot send letters from a file"]


class TestLengths:
    def test_of_texts_are_charged_in_fragments_with_the_name_of_the_service(self, check):
        rows = [HEADINGS, [PHONE, "x" * 150], ["07911123457", "x" * 140]]

        assert check(rows, content="((name))").verdict.totals.fragments == 2
        assert check(rows, content="((name))", service_prefix="Vehicle tax").verdict.totals.fragments == 3

    def test_of_texts_have_a_limit_without_that_name(self, check):
        rows = [HEADINGS, [PHONE, "x" * 918], ["07911123457", "x" * 919]]

        found = check(rows, content="((name))", service_prefix="Vehicle tax")

        assert found.faults == {3: [("message-too-long", None)]}
        assert found.bad_rows[0].faults[0].text == (
            "The message has 919 characters and would be 7 text messages. It can have 918 characters at most"
        )
        assert found.verdict.totals.fragments == 7

    def test_of_a_text_may_come_to_nothing(self, check):
        found = check([["phone number", "late"], [PHONE, "no"]], content="((late??You are late))")

        assert found.faults == {2: [("message-empty", None)]}

    def test_of_what_is_not_filled_are_not_told(self, check):
        assert check([HEADINGS, [PHONE, ""]], content="((name))").faults == {2: [("missing-value", 1)]}

    def test_of_emails_have_a_limit_in_bytes(self, check):
        rules = some_rules("email", "((name))" * 10)
        rows = [["email address", "name"], [EMAIL, "é" * 100_000], ["bo@example.com", "é" * 100_001]]

        found = check(rows, rules=rules)

        assert found.faults == {3: [("email-body-too-long", None)]}
        assert found.verdict.totals.fragments == 0
        assert found.bad_rows[0].faults[0].text == (
            "The email has 2,000,020 bytes. It can have 2,000,000 at most"
        )

    def test_of_lists_of_contacts_are_unknown(self, check):
        found = check([["phone number"], [PHONE]], rules=some_rules(None, ""))

        assert found.verdict.can_be_sent
        assert found.verdict.totals.fragments == 0


class TestRepeats:
    def test_are_listed_with_their_rows(self, check):
        rows = [
            HEADINGS,
            GOOD,
            ["07700 900 001", "Bo"],
            BLANK,
            ["+44 7911 123456", "Ada"],
            GOOD,
            [PHONE, "Cy"],
        ]

        found = check(rows)

        assert found.repeats == [("447911123456", [2, 5, 6, 7], [6])]
        assert found.texts[-2:] == [
            "Recipients that are in the file more than once: 1",
            "Rows that are the same as an earlier row: 1",
        ]
        assert found.verdict.can_be_sent

    def test_are_not_told_of_what_is_nobody(self, check):
        found = check([HEADINGS, ["x", "Ada"], ["x", "Ada"]])

        assert found.repeats == []

    def test_of_addresses_do_not_see_how_they_are_written(self, check):
        rows = [["Ada", "1 High Street", "ls11aa"], ["ADA", "1  High street", "LS1 1AA"]]

        found = check([ADDRESS[:3], *rows], rules=some_rules("letter", ""))

        assert [repeat.rows for repeat in found.repeats] == [[2, 3]]
