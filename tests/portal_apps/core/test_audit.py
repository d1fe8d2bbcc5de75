import pytest
from django.test import RequestFactory

from gateway import EventType
from portal_apps.core.audit import origin_of, record

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"


class TestOriginOf:
    @pytest.mark.parametrize(
        ("user_agent", "browser", "platform", "version"),
        [
            (
                f"{WINDOWS} Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91",
                "edge",
                "windows",
                "120.0.2210.91",
            ),
            (f"{WINDOWS} Chrome/120.0.0.0 Safari/537.36 OPR/105.0.0.0", "opera", "windows", "105.0.0.0"),
            (f"{ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36", "chrome", "android", "120.0.0.0"),
            (f"{MAC} Version/17.1 Safari/605.1.15", "safari", "macos", "17.1"),
            (f"{PHONE} Version/17.0 Mobile/15E148 Safari/604.1", "safari", "iphone", "17.0"),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
                "firefox",
                "linux",
                "120.0",
            ),
            ("curl/8.4.0", None, None, None),
            ("", None, None, None),
        ],
    )
    def test_says_which_browser_asked(self, user_agent, browser, platform, version):
        request = RequestFactory().get("/", headers={"User-Agent": user_agent})

        assert origin_of(request)["browser_fingerprint"] == {
            "browser": browser,
            "platform": platform,
            "version": version,
            "user_agent_string": user_agent,
        }

    def test_says_from_where_as_far_as_proxies_are_trusted(self, settings):
        settings.TRUSTED_PROXIES = 1
        request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})

        assert origin_of(request)["ip_address"] == "203.0.113.9"


class TestRecord:
    def test_of_a_command_says_nothing_of_a_browser(self, api):
        api.answers("POST", "/events", {"data": {}}, status=201)

        record(None, EventType.ARCHIVE_SERVICE, service_id="a service", archived_by_id="somebody")

        (asked,) = api.asked_to("POST", "/events")
        assert asked.body["data"] == {"service_id": "a service", "archived_by_id": "somebody"}
