"""What recipients see on the way to a file, shown to those who write the e-mail."""

import pytest

from gateway.storage import template_email_files
from portal_apps.core.converters import id_of, short_id
from portal_apps.message_templates.file_links import file_preview_url
from tests.builders import an_email_file, an_error, an_id, in_template
from tests.pages import errors, first_button, link, text_of, texts, tree


@pytest.fixture
def template(world):
    world.service["contact_link"] = "help@example.gov.uk"
    return world.template()


@pytest.fixture
def has(world, template):
    """The template has this file from now on."""

    def known(**facts):
        file = an_email_file(template, **facts)
        template["email_files"] = [in_template(file)]
        template_email_files.store(world.service["id"], file["id"], b"x" * 2_500)
        world.knows()
        return file

    return known


@pytest.fixture
def url_of(world, template):
    def url(one, page="document_preview", **query):
        return file_preview_url(world.service["id"], template["id"], one["id"], page, **query)

    return url


class TestLanding:
    def test_says_who_has_sent_a_file_and_whom_to_ask(self, world, has, url_of):
        page = world.browser().get(url_of(has()))

        assert texts(page, "h1") == ["You have a file to download"]
        assert "Parking permits has sent you a file to download." in texts(page, "p")
        assert link(page, "help@example.gov.uk") == "mailto:help@example.gov.uk"

    def test_leads_to_the_file_by_way_of_the_address(self, world, has, url_of):
        file = has()

        page = world.browser().get(url_of(file))

        assert link(page, "Continue") == url_of(file, "document_preview_confirm")

    def test_leads_straight_to_a_file_that_asks_nobody(self, world, has, url_of):
        file = has(validate_users_email=False)

        page = world.browser().get(url_of(file))

        assert link(page, "Continue") == url_of(file, "document_preview_download")

    @pytest.mark.parametrize("key", ["", "?key=", "?key=short", "?key=" + "A" * 21 + "B", "?key=é"])
    def test_needs_the_key(self, world, has, url_of, key):
        address = url_of(has()).partition("?")[0]

        assert world.browser().get(f"{address}{key}").status_code == 404

    def test_knows_no_file_of_another_template(self, world, has, url_of):
        file, other = has(), world.template()
        address = url_of(file).partition("?")[0]

        assert world.browser().get(f"{address}?key={short_id(other['id'])}").status_code == 404

    def test_knows_no_template_of_another_service(self, api, world, has, url_of):
        theirs = an_id()
        address = url_of(has()).partition("?")[0]
        api.answers("GET", f"{world.path}/template/{theirs}", an_error("No result found"), status=404)

        assert world.browser().get(f"{address}?key={short_id(theirs)}").status_code == 404

    def test_of_a_template_in_a_hidden_folder_is_not_shown(self, world, template, has, url_of):
        template["folder"] = world.folder(users_with_permission=[])["id"]

        assert world.browser().get(url_of(has())).status_code == 403

    def test_of_a_deleted_template_is_not_found(self, world, template, has, url_of):
        template["archived"] = True

        assert world.browser().get(url_of(has())).status_code == 404


class TestConfirm:
    def test_takes_the_address_of_whoever_looks_however_it_is_typed(self, world, has, url_of):
        file = has()
        browser = world.browser(email_address="ada.okafor@meadowbridge.gov.uk")

        answer = browser.post(
            url_of(file, "document_preview_confirm"), {"email_address": " Ada.Okafor@meadowbridge.gov.uk "}
        )

        assert answer.url == url_of(file, "document_preview_download")

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("eve@example.com", "This is not the email address that the file was sent to"),
            ("", "Enter your email address"),
            ("eve", "Enter an email address in the correct format, like name@example.com"),
        ],
    )
    def test_takes_no_other(self, world, has, url_of, typed, message):
        address = url_of(has(), "document_preview_confirm")

        page = world.browser().post(address, {"email_address": typed})

        assert errors(page) == [message]
        assert text_of(first_button(page)) == "Continue"


class TestDownload:
    def test_says_what_and_how_large_the_file_is(self, world, has, url_of):
        file = has(filename="Form 7.pdf")

        page = world.browser().get(url_of(file, "document_preview_download"))

        address = link(page, "Download this PDF (3 KB) to your device")
        assert address == url_of(file, "document_preview_download", file="yes")
        assert "The file is available for 26 weeks" in text_of(tree(page))

    def test_gives_the_file_to_keep_and_never_to_show(self, world, has, url_of):
        """It is somebody else's: a browser must not take it for a page of the portal."""
        file = has(filename='Form "7".pdf')

        answer = world.browser().get(url_of(file, "document_preview_download", file="yes"))

        assert b"".join(answer.streaming_content) == b"x" * 2_500
        assert answer["Content-Disposition"] == 'attachment; filename="Form \\"7\\".pdf"'
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]

    def test_of_a_file_that_is_gone_is_not_found(self, world, has, url_of):
        file = has()
        template_email_files.remove(world.service["id"], file["id"])

        for query in ({}, {"file": "yes"}):
            address = url_of(file, "document_preview_download", **query)
            assert world.browser().get(address).status_code == 404


class TestShortIds:
    def test_are_ids_in_22_letters(self):
        identifier = an_id()

        assert len(short_id(identifier)) == 22
        assert str(id_of(short_id(identifier))) == identifier

    @pytest.mark.parametrize("text", ["", "A", "A" * 21 + "B", "A" * 23, "!" * 22])
    def test_have_one_spelling_only(self, text):
        with pytest.raises(ValueError, match=r".*"):
            id_of(text)
