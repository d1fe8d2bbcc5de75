"""What templates may use, and what is drawn once for everybody."""

import pytest
from django.template import engines
from django.urls import NoReverseMatch

from portal_apps.core.addresses import address_of
from portal_apps.core.navigation import account_links
from tests.builders import an_id


@pytest.fixture
def env():
    return engines["jinja2"].env


class TestTop:
    def test_is_drawn_once_for_all_who_see_the_same(self, env):
        draw = env.globals["account_navigation"]

        first = draw(account_links("/your-account", is_signed_in=True))

        assert draw(account_links("/your-account", is_signed_in=True)) is first
        assert draw(account_links("/elsewhere", is_signed_in=True)) != first
        assert "Sign out" not in draw(account_links("/your-account", is_signed_in=False))

    def test_so_is_what_is_below_them(self, env):
        draw = env.globals["site_footer"]

        assert draw() is draw()
        assert env.globals["product_name"] in draw()

    def test_is_markup(self, env):
        assert "<a" in env.from_string("{{ site_header() }}").render()


class TestAddresses:
    def test_are_those_of_the_routes(self, env):
        service_id = an_id()
        source = "{{ url('services:home', service_id=service_id, nothing=None) }}"

        assert env.from_string(source).render(service_id=service_id) == f"/services/{service_id}"
        assert address_of("services:home", service_id=service_id) == f"/services/{service_id}"

    def test_that_do_not_exist_are_a_mistake(self):
        with pytest.raises(NoReverseMatch):
            address_of("services:nowhere")
