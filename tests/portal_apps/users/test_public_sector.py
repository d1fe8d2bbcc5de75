import pytest

from gateway.errors import Unavailable
from portal_apps.users.public_sector import KNOWN_DOMAINS, is_public_sector


class TestIsPublicSector:
    @pytest.mark.parametrize(
        "email_address",
        [
            "ada@meadowbridge.gov.uk",
            "ada@digital.cabinet-office.gov.uk",
            "ADA@NHS.NET",
            "ada@northmoor.nhs.uk",
            "ada@met.police.uk",
            "ada@parliament.uk",
            "ada@gov.scot",
            "head@hill.kent.sch.uk",
        ],
    )
    def test_knows_the_names_that_only_public_bodies_have(self, api, email_address):
        assert is_public_sector(email_address)
        assert api.asked == []

    @pytest.mark.parametrize(
        ("email_address", "expected"),
        [
            ("ada@harbours.example", True),
            ("ada@east.harbours.example", True),
            ("Ada@Harbours.Example", True),
            ("ada@mixed.example", True),
            ("ada@notharbours.example", False),
            ("ada@harbours.example.com", False),
            ("ada@example.com", False),
            ("ada@gov.uk.example.com", False),
            ("ada@evilgov.uk", False),
            ("gov.uk@example.com", False),
            ('"ada@meadowbridge.gov.uk"@example.com', False),
            ("ada@uk", False),
            ("student@college.ac.uk", False),
        ],
    )
    def test_asks_the_api_for_the_domains_of_organisations_about_the_rest(self, api, email_address, expected):
        api.answers(
            "GET", "/organisations", [{"domains": ["harbours.example"]}, {"domains": ["Mixed.example"]}]
        )

        assert is_public_sector(email_address) is expected

    def test_an_api_that_is_down_is_not_a_no(self, api):
        api.is_down()

        with pytest.raises(Unavailable):
            is_public_sector("ada@harbours.example")


class TestKnownDomains:
    def test_every_line_of_the_list_is_a_domain_in_small_letters(self):
        assert "gov.uk" in KNOWN_DOMAINS
        assert [one for one in KNOWN_DOMAINS if one != one.strip().lower() or "." not in one] == []
