import pytest
from django.test import RequestFactory

from portal_apps.core.client_address import client_address, client_network


def a_request(forwarded=None, peer="10.0.0.1"):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)


class TestClientAddress:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "address"),
        [
            (0, None, "10.0.0.1"),
            (0, "203.0.113.9", "10.0.0.1"),
            (1, None, "10.0.0.1"),
            (1, "203.0.113.9", "203.0.113.9"),
            (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
            (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
            (2, "203.0.113.9", "10.0.0.1"),
            (1, "203.0.113.9, nonsense", "10.0.0.1"),
            (1, "", "10.0.0.1"),
        ],
    )
    def test_believes_only_what_trusted_proxies_wrote(self, settings, proxies, forwarded, address):
        settings.TRUSTED_PROXIES = proxies

        assert client_address(a_request(forwarded)) == address


class TestClientNetwork:
    def test_counts_an_ipv6_customer_as_one(self):
        here = client_network(a_request(peer="2001:db8:1:2:3::4"))

        assert here == client_network(a_request(peer="2001:db8:1:2:ffff::1"))
        assert here != client_network(a_request(peer="2001:db8:1:3::1"))

    @pytest.mark.parametrize("peer", ["203.0.113.9", "", "unix:"])
    def test_counts_any_other_client_by_its_address(self, peer):
        assert client_network(a_request(peer=peer)) == peer
