"""An e-mail template of a service that can be asked about its files, and somebody who writes it."""

import pytest

from tests.builders import an_email_file, in_template

CONTACT = "https://example.gov.uk/contact"
MANAGES = ["manage_templates"]


@pytest.fixture(autouse=True)
def _files(own_files):
    """Files are kept in a folder of the test."""


@pytest.fixture
def browser(world):
    """Somebody who writes the templates of a service that can be asked about its files."""
    world.service["contact_link"] = CONTACT
    return world.browser(MANAGES)


@pytest.fixture
def template(world):
    return world.template(content="Dear ((name))\n\nYour permit is ready.")


@pytest.fixture
def url(world, template):
    return f"{world.url}/{template['id']}/files"


@pytest.fixture
def path(world, template):
    return f"{world.path}/templates/{template['id']}/template_email_files"


@pytest.fixture
def has(world, template, path):
    """The template has this file from now on, or this one waits to be put into it."""

    def known(**facts):
        file = an_email_file(template, **facts)
        world.api.answers("GET", path, {"data": [file]})
        world.api.answers("GET", f"{path}/{file['id']}", {"data": file})
        world.api.answers("POST", f"{path}/{file['id']}", {"data": file})
        world.api.answers("POST", f"{world.path}/template/{template['id']}", {"data": template})
        template["email_files"] = [] if file["pending"] else [in_template(file)]
        world.knows()
        return file

    return known
