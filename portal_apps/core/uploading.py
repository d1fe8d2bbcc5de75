"""Choosing a file to upload; `components/file_upload.html` draws the form."""

from typing import Any

from django import forms

from portal_apps.core.forms import Form

SPREADSHEETS = ".csv,.tsv,.xlsx,.xls,.xlsm,.ods"


class Upload(forms.FileField):
    """One file. An empty one is said to be empty, not to be missing."""

    def __init__(self, label: str, accept: str, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.FileInput({"accept": accept}),
            error_messages={"required": "Choose a file to upload", "empty": "The file is empty"},
            **options,
        )


class CsvUpload(Form):
    """A spreadsheet of recipients. Whether it is one, and how large it may be, is said by what reads it."""

    file = Upload("Upload a file", SPREADSHEETS)
