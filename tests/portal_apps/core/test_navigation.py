"""Which link of a service is marked as the one that a page belongs to."""

import pytest

from portal_apps.core.navigation import section_links
from portal_apps.core.permissions import Visit
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.builders import a_member, a_service, an_id

SERVICE = a_service()
VISIT = Visit(user=User.from_json(a_member(SERVICE)), service=Service(SERVICE))


class TestLinks:
    def test_stand_in_their_order(self):
        links = section_links(VISIT, f"/services/{SERVICE['id']}")

        assert [link["text"] for link in links] == [
            "Dashboard",
            "Templates",
            "Sent messages",
            "Uploads",
            "Team members",
            "Settings",
            "API integration",
        ]


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
            ("/history", "Settings"),
            (f"/notification/{an_id()}", "Sent messages"),
        ],
    )
    def test_is_that_of_the_section(self, address, text):
        links = section_links(VISIT, f"/services/{SERVICE['id']}{address}")

        assert [link["text"] for link in links if link["current"]] == [text]
