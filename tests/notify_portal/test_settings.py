"""Settings: every variable documented, secrets that rotate, and what must not reach production."""

import re

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from notify_portal.settings.caches import cache_settings
from notify_portal.settings.secrets import as_keys
from notify_portal.settings.table import as_markdown
from notify_portal.settings.variables import BY_NAME, VARIABLES, read
from tests.architecture.imports import ROOT


class TestVariables:
    def test_the_page_about_them_is_true(self):
        page = (ROOT / "docs" / "settings.md").read_text()

        assert page == as_markdown(), "run: python manage.py settings_table --write"

    def test_none_is_read_that_is_not_declared(self):
        sources = [path.read_text() for path in (ROOT / "notify_portal" / "settings").glob("*.py")]
        read_names = {
            name for source in sources for name in re.findall(r'read\(["\']([A-Z0-9_]+)["\']\)', source)
        }

        assert read_names == BY_NAME.keys()

    def test_each_is_declared_once(self):
        assert len(BY_NAME) == len(VARIABLES)

    def test_one_may_come_from_a_file_that_ends_with_a_newline(self, monkeypatch, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("from-a-file\n")
        monkeypatch.setenv("ADMIN_CLIENT_SECRET_FILE", str(secret))

        assert read("ADMIN_CLIENT_SECRET") == "from-a-file"

    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [
            ("API_TIMEOUT", "5", 5.0),
            ("GATEWAY_SHARED_REDIS", "true", True),
            ("ALLOWED_HOSTS", "a.gov.uk,b.gov.uk", ["a.gov.uk", "b.gov.uk"]),
        ],
    )
    def test_text_becomes_what_the_variable_is(self, monkeypatch, name, text, value):
        monkeypatch.setenv(name, text)

        assert read(name) == value


class TestSecrets:
    @pytest.mark.parametrize(
        ("text", "keys"), [("one", ["one"]), ('["new", "old"]', ["new", "old"]), ("", []), ("[]", [])]
    )
    def test_are_one_text_or_a_list(self, text, keys):
        assert as_keys(text) == keys


class TestCaches:
    def test_both_aliases_of_one_redis_have_the_same_connection_options(self):
        caches = cache_settings("redis://redis.test/1", [], 0.25)

        own, gateway = (caches[alias]["OPTIONS"] for alias in ("default", "gateway"))
        assert own["SOCKET_TIMEOUT"] == gateway["SOCKET_TIMEOUT"] == 0.25
        assert own.keys() == gateway.keys()
        assert caches["default"]["KEY_PREFIX"]

    def test_sentinels_are_asked_for_the_server(self):
        options = cache_settings("redis://notify/0", ["one:26379", "two:26380"], 0.25)["gateway"]["OPTIONS"]

        assert options["SENTINELS"] == [("one", 26379), ("two", 26380)]

    @pytest.mark.parametrize("address", ["nonsense", "localhost:6379", "http://:s3cret@localhost"])
    def test_an_address_that_is_none_is_said_without_its_password(self, address):
        with pytest.raises(ImproperlyConfigured, match=r"redis://host:6379/0") as refused:
            cache_settings(address, [], 0.25)

        assert address not in str(refused.value)


class TestDeployChecks:
    def errors(self):
        return {message.id for message in run_checks(include_deployment_checks=True)}

    def test_development_secrets_are_refused(self, settings):
        settings.DANGEROUS_SALT = "dev-notify-salt"

        assert "notify_portal.E001" in self.errors()

    def test_fences_must_outlive_calls(self, settings):
        settings.API_TIMEOUT = 60

        assert "notify_portal.E002" in self.errors()

    def test_a_cache_in_memory_is_refused_where_several_processes_may_serve(self, settings):
        settings.GATEWAY_SINGLE_PROCESS = False

        assert "gateway.E001" in self.errors()

    def test_the_redis_settings_that_we_make_are_accepted(self, settings):
        settings.CACHES = cache_settings("redis://redis.test/1", [], 0.25)

        assert not {error for error in self.errors() if error.startswith("gateway")}

    def test_a_sound_configuration_passes(self, settings):
        settings.GATEWAY_SINGLE_PROCESS = True
        settings.SECRET_KEY = "k" * 60
        settings.DANGEROUS_SALT = "s" * 60

        assert not {error for error in self.errors() if error.startswith(("notify_portal", "gateway"))}
