"""What the headings of a file are told."""

import pytest

from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.columns import Role
from portal_apps.sending.recipients.findings import Unreadable
from tests.portal_apps.sending.recipients.conftest import some_rules
from tests.portal_apps.sending.recipients.files import EMAIL, PHONE

HEADINGS = ["phone number", "name"]
GOOD = [PHONE, "Ada"]


class TestHeadings:
    @pytest.mark.parametrize(
        "heading", ["phone number", "Phone Number", "PHONE_NUMBER", "phone-number", " phonenumber "]
    )
    def test_are_the_same_however_they_are_typed(self, check, heading: str):
        found = check([[heading, "First_Name "], GOOD], content="Hello ((first name))")

        assert found.verdict.can_be_sent
        assert [column.role for column in found.verdict.columns] == [Role.RECIPIENT, Role.VALUE]

    def test_are_stored_without_signs_that_nobody_sees(self, check):
        found = check("\u200bphone\u00a0number\u202c,\u2060 name \ufeff\n07900900123,Ada\n".encode())

        assert found.texts == []
        assert found.csv.startswith("phone number,name\r\n")

    def test_keep_those_within_a_word(self, check):
        name = "\u0645\u06cc\u200c\u0634\u0648\u062f"  # Persian needs a sign of no width

        assert check(f"phone number,{name}\n07900900123,Ada\n".encode()).verdict.headings[1] == name

    def test_missing_ones_are_named(self, check):
        found = check([["name", "extra"], ["Ada", "1"]], content="((name)) ((date)) ((time??late))")

        assert found.texts[:2] == [
            "Your file needs a column called “phone number”",
            "Your file needs a column for each part of the template. Missing: “date” and “time”",
        ]
        assert not found.verdict.can_be_sent
        assert found.verdict.totals.rows == 1

    def test_others_are_not_used_and_said_to_be(self, check):
        found = check([[*HEADINGS, "notes", ""], [*GOOD, "x", ""]])

        assert found.verdict.can_be_sent
        assert found.texts == ["Not in the template, so not used: “notes”"]
        assert found.verdict.headings == [*HEADINGS, "notes"]

    def test_of_which_many_are_not_all_named(self, check):
        found = check([[*HEADINGS, *(f"x{number}" for number in range(25))], GOOD])

        assert found.texts[0].endswith("“x19” and 5 more")

    def test_a_recipient_that_is_a_placeholder_too_needs_one_column(self, check):
        found = check([HEADINGS, GOOD], content="((name)) ((Phone number))")

        assert found.verdict.can_be_sent

    def test_a_second_column_of_recipients_is_a_problem(self, check):
        found = check([[*HEADINGS, "Phone Number"], [*GOOD, PHONE]])

        assert found.texts[0] == "Your file has 2 columns called “phone number”. It can have one"

    def test_a_second_column_of_values_makes_a_list(self, check):
        found = check([["phone number", "name", "Name"], [PHONE, "", "Bo"], [PHONE[:-1] + "7", "", ""]])

        assert found.texts == ["More than one column is called “name”. Their cells become one list"]
        assert found.faults == {3: [("missing-value", 1)]}

    def test_letters_need_three_lines_of_an_address(self, check):
        rules = some_rules("letter", "Dear ((name))")

        found = check([["address line 1", "postcode", "name"], ["Ada", "LS1 1AA", "Ada"]], rules=rules)

        assert found.texts[0] == (
            "Your file needs 3 or more of the columns “address line 1” to “address line 7”. Found: 2"
        )

    def test_of_a_list_of_contacts_say_what_it_is_of(self, check):
        found = check([["Email address"], [EMAIL]], rules=some_rules(None, ""))

        assert found.verdict.template_type == "email"
        assert found.verdict.can_be_sent

    def test_of_a_list_of_contacts_may_not_say_it(self, check):
        found = check([["name"], ["Ada"]], rules=some_rules(None, ""))

        assert found.texts[0] == "Your file needs a column called “email address” or “phone number”"

    def test_only_a_thousand_are_read(self, check):
        columns = [*HEADINGS, *map(str, range(limits.MAX_COLUMNS - 2))]

        assert check([columns, GOOD]).verdict.totals.rows == 1
        with pytest.raises(Unreadable) as error:
            check([[*columns, "one more"], GOOD])
        assert error.value.finding.text == "The file has 1,001 columns. It can have 1,000 at most"
