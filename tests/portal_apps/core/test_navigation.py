"""Which link of a service is marked as the one that a page belongs to."""

import pytest

from portal_apps.core.navigation import section_links
from portal_apps.core.permissions import Visit
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.builders import a_member, a_service, an_id

SERVICE = a_service()
VISIT = Visit(user=User.from_json(a_member(SERVICE)), service=Service(SERVICE))
SENDER = Visit(user=User.from_json(a_member(SERVICE, ["send_texts"])), service=Service(SERVICE))


def marked(visit, address):
    links = section_links(visit, f"/services/{SERVICE['id']}{address}")
    return [link["text"] for link in links if link["current"]]


class TestLinks:
    """In the order that browser suites compare with."""

    @pytest.mark.parametrize(
        ("visit", "texts"),
        [
            (
                VISIT,
                [
                    *("Dashboard", "Templates", "Uploads", "Team members"),
                    *("Usage", "Settings", "API integration"),
                ],
            ),
            (SENDER, ["Templates", "Sent messages", "Uploads", "Team members"]),
        ],
    )
    def test_stand_in_their_order(self, visit, texts):
        links = section_links(visit, f"/services/{SERVICE['id']}")

        assert [link["text"] for link in links] == texts


class TestTheCurrentLink:
    @pytest.mark.parametrize(
        ("address", "text"),
        [
            ("", "Dashboard"),
            ("/monthly", "Dashboard"),
            ("/template-usage", "Dashboard"),
            (f"/templates/{an_id()}/edit", "Templates"),
            (f"/{an_id()}/check/{an_id()}", "Templates"),
            (f"/{an_id()}/check/{an_id()}/row-3", "Templates"),
            (f"/start-job/{an_id()}", "Templates"),
            (f"/jobs/{an_id()}", "Uploads"),
            ("/usage", "Usage"),
            ("/history", "Settings"),
            (f"/notification/{an_id()}", "Dashboard"),
        ],
    )
    def test_is_that_of_the_section(self, address, text):
        assert marked(VISIT, address) == [text]

    @pytest.mark.parametrize("address", ["/notifications/email", f"/notification/{an_id()}"])
    def test_is_that_of_the_messages_for_people_without_a_dashboard(self, address):
        assert marked(SENDER, address) == ["Sent messages"]
