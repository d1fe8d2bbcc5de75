"""An emergency list in place of an upload."""

import pytest

from gateway.storage import contact_lists
from tests.builders import a_contact_list, an_id
from tests.pages import errors, first_button, link, main, text_of, texts
from tests.portal_apps.sending.recipients.files import PHONE, csv_file


@pytest.fixture
def one(world):
    """A list of one number; the API knows it, and it is where lists are kept."""
    facts = {"original_file_name": "flood wardens.xlsx", "row_count": 1_234, "template_type": "sms"}
    made = a_contact_list(world.service, **facts)
    contact_lists.store(world.service["id"], made["id"], csv_file([["phone number"], [PHONE]]))
    world.api.answers("GET", f"{world.path}/contact-list", [made, a_contact_list(world.service)])
    world.api.answers("GET", f"{world.path}/contact-list/{made['id']}", made)
    world.has_template(content="Stay at home")
    return made


def url_of(world, one=None):
    """The page of the lists, or of one of them."""
    lists = f"{world.url}/send/{world.template['id']}/from-contact-list"
    return f"{lists}/{one['id']}" if one else lists


class TestChoosing:
    def test_shows_the_lists_of_the_kind_that_the_template_is_sent_to(self, world, one):
        url = url_of(world)

        page = world.browser().get(url)

        assert texts(page, "a", "file-list-filename") == ["flood wardens.xlsx"]
        assert link(page, "flood wardens.xlsx") == f"{url}/{one['id']}"
        assert texts(page, "td") == ["1,234 phone numbers"]

    def test_counts_a_single_recipient_as_one(self, world, one):
        single = one | {"row_count": 1}
        world.api.answers("GET", f"{world.path}/contact-list", [single])
        world.api.answers("GET", f"{world.path}/contact-list/{one['id']}", single)
        browser = world.browser()

        choice, question = browser.get(url_of(world)), browser.get(url_of(world, one))

        assert texts(choice, "td") == ["1 phone number"]
        assert "with 1 phone number, uploaded" in text_of(main(question))

    def test_says_so_where_there_is_none(self, world):
        world.api.answers("GET", f"{world.path}/contact-list", [])

        page = world.browser().get(url_of(world))

        assert "Your service has no emergency list of phone numbers yet" in page.content.decode()


class TestUsing:
    def test_asks_before_it_makes_an_upload_of_the_list(self, world, one):
        browser = world.browser()
        url = url_of(world, one)

        page, answer = browser.get(url), browser.post(url)

        upload_id = answer["Location"].rpartition("/")[2]
        world.has_no_job(upload_id)
        assert text_of(first_button(page)) == "Use this list"
        assert "data-submits-itself" in main(page).find(".//form").attrib
        assert answer["Location"] == world.check_url(upload_id)
        assert texts(browser.get(world.check_url(upload_id)), "h1") == ["Preview of Permit ready"]
        assert world.file(upload_id).verdict.name == "flood wardens.csv"
        assert world.file(upload_id).verdict.notices == ()

    def test_tells_the_api_which_list_the_job_was_made_from(self, world, one):
        browser = world.browser()
        world.takes_jobs()
        url = url_of(world, one)
        upload_id = browser.post(url)["Location"].rpartition("/")[2]
        world.has_no_job(upload_id)

        browser.post(world.start_url(upload_id), {"scheduled_for": ""})

        assert [job["contact_list_id"] for job in world.jobs_made] == [one["id"]]

    def test_says_what_the_template_needs_besides(self, world, one):
        browser = world.browser()
        world.has_template()
        url = url_of(world, one)
        upload_id = browser.post(url)["Location"].rpartition("/")[2]
        world.has_no_job(upload_id)

        page = browser.get(world.check_url(upload_id))

        assert errors(page) == ["Your file needs a column for each part of the template. Missing: “name”"]

    def test_of_another_service_is_not_found(self, world, one):
        forged = an_id()
        world.api.answers("GET", f"{world.path}/contact-list/{forged}", {"message": "No"}, status=404)
        url = url_of(world, {"id": forged})

        assert [world.browser().get(url).status_code, world.browser().post(url).status_code] == [404, 404]

    def test_of_which_the_file_is_gone_is_not_found(self, world, one):
        contact_lists.remove(world.service["id"], one["id"])
        url = url_of(world, one)

        assert world.browser().post(url).status_code == 404

    def test_that_cannot_be_read_says_why(self, world, one):
        contact_lists.store(world.service["id"], one["id"], b'phone number\r\n"079')
        url = url_of(world, one)

        page = world.browser().post(url, follow=True)

        assert "begins with a quotation mark" in texts(page, "div", "banner-dangerous")[0]
        assert "data-submits-itself" not in main(page).find(".//form").attrib
