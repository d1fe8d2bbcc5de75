"""The form with one file: what it says of no file, and what script finds in it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import get_template

from portal_apps.core.uploading import CsvUpload


class TestCsvUpload:
    def test_asks_for_a_file(self):
        form = CsvUpload({}, {})

        assert form.errors["file"] == ["Choose a file to upload"]

    def test_tells_an_empty_file_from_none(self):
        form = CsvUpload({}, {"file": SimpleUploadedFile("people.csv", b"")})

        assert form.errors["file"] == ["The file is empty"]

    def test_leaves_to_its_reader_what_kind_of_file_it_is(self):
        form = CsvUpload({}, {"file": SimpleUploadedFile("people.pdf", b"%PDF")})

        assert form.is_valid()


class TestDrawing:
    def test_the_form_is_known_to_script_and_works_without(self):
        page = get_template("components/file_upload.html").template.module
        html = str(page.file_upload(CsvUpload()["file"], "a-token"))

        assert 'enctype="multipart/form-data"' in html
        assert "data-file-upload" in html
        assert 'name="file"' in html
        assert 'value="a-token"' in html
        assert ">Upload<" in " ".join(html.split()).replace("> ", ">").replace(" <", "<")
