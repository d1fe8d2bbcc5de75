import pytest

from portal_apps.core.spreadsheets import as_typed, csv_file, neutral


class TestNeutral:
    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+44 7700 900982", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "＝1"],  # noqa: RUF001 - a sign that some spreadsheets read alike
    )
    def test_a_formula_becomes_text(self, text):
        assert neutral(text) == f"'{text}"

    @pytest.mark.parametrize("cell", ["Ann", "a=b", "", None, 5, -5, "+447700900982"])
    def test_everything_else_stays_as_it_is(self, cell):
        assert neutral(cell) == cell


class TestAsTyped:
    @pytest.mark.parametrize("text", ["=1+1", "+44 7700 900982", "-2", " =1", "\t=1", "Ann", "", "O'Neill"])
    def test_takes_back_what_made_it_text(self, text):
        assert as_typed(neutral(text)) == text

    def test_takes_it_from_a_phone_number_as_well(self):
        assert as_typed("'+447700900982") == "+447700900982"

    @pytest.mark.parametrize("text", ["'Ann'", "'", "'tis", "a'=1"])
    def test_leaves_other_apostrophes(self, text):
        assert as_typed(text) == text


class TestCSVFile:
    def test_is_a_file_that_spreadsheets_read(self):
        response = csv_file("Parking ‘permits’", [["Name"], ['Zoë, the "first"'], ["=1"]])  # noqa: RUF001 - quotation marks of a name

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"].startswith("attachment; ")
        assert response.content.decode() == '\ufeffName\r\n"Zoë, the ""first"""\r\n\'=1\r\n'
