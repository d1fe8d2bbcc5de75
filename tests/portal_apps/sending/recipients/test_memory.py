"""Memory does not grow with a file but by a few numbers for each row."""

import io
import tracemalloc

import pytest

from portal_apps.sending.recipients.checking import checked
from tests.portal_apps.sending.recipients.conftest import some_rules
from tests.portal_apps.sending.recipients.files import csv_file, xlsx_file

FEW, MANY = 2_000, 12_000
# A list of these rows would take more than five hundred bytes for each.
BYTES_FOR_A_ROW = 40


class TestMemory:
    @pytest.mark.parametrize(
        ("make", "name"), [(csv_file, "a.csv"), (xlsx_file, "a.xlsx")], ids=["csv", "xlsx"]
    )
    def test_grows_little_with_the_rows(self, make, name: str):
        few, many = (peak_of(make(rows(count)), name) for count in (FEW, MANY))

        assert (many - few) / (MANY - FEW) < BYTES_FOR_A_ROW

    def test_grows_little_with_the_bad_rows(self):
        few, many = (peak_of(csv_file(rows(count, name="")), "a.csv") for count in (FEW, MANY))

        assert (many - few) / (MANY - FEW) < BYTES_FOR_A_ROW


def rows(count: int, name: str = "Ada Okafor of Meadowbridge") -> list[list[str]]:
    return [["phone number", "name"], *([f"07911 {number:06}", f"{name}"] for number in range(count))]


def peak_of(data: bytes, name: str) -> int:
    source = io.BytesIO(data)
    tracemalloc.start()
    try:
        with checked(source, name, some_rules()):
            return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
