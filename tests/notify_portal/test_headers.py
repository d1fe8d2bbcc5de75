"""Security headers of every page."""

import pytest

from tests.pages import tree

PAGES = ["/", "/sign-in", "/no-such-page"]


@pytest.mark.parametrize("path", PAGES)
class TestHeaders:
    def test_only_our_own_script_and_styles_run(self, client, path):
        policy = client.get(path).headers["Content-Security-Policy"]

        directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert directives["default-src"] == "'none'"
        assert directives["style-src"] == "'self'"
        assert "unsafe" not in policy
        assert "*" not in policy

    def test_nobody_frames_it_or_guesses_its_type(self, client, path):
        headers = client.get(path).headers

        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["Permissions-Policy"]

    def test_is_never_kept_by_a_cache(self, client, path):
        assert "no-store" in client.get(path).headers["Cache-Control"]

    def test_a_script_inside_the_page_carries_the_nonce_of_this_answer(self, client, path):
        page = client.get(path)

        inline = [script for script in tree(page).iter("script") if not script.get("src")]
        nonces = {script.get("nonce") for script in inline}
        assert len(nonces) == 1
        assert f"'nonce-{nonces.pop()}'" in page.headers["Content-Security-Policy"]


class TestHosts:
    def test_another_host_name_gets_no_page(self, client, settings):
        settings.ALLOWED_HOSTS = ["localhost"]

        page = client.get("/sign-in", headers={"Host": "rebound.example"})

        assert page.status_code == 400
