"""manage.py commands about the cache."""

import json
from io import StringIO

from django.core.management import call_command

from gateway.cache import keys
from notify_portal.management.commands.show_cache_policy import PAGE, with_table


def printed(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out, no_color=True)
    return out.getvalue()


class TestShowCachePolicy:
    def test_the_table_in_the_docs_is_true(self):
        page = PAGE.read_text()

        assert with_table(page) == page, "run: python manage.py show_cache_policy --write"
        assert "| `service-{service_id}` |" in page

    def test_names_every_family_and_its_methods(self):
        text = printed("show_cache_policy")

        assert [line for line in text.splitlines() if line and not line.startswith(" ")] == list(
            keys.REGISTRY.keys
        )
        assert "  kept by         service_api_client.get_service\n" in text
        assert "  invalidated by  service_api_client.archive_service (at run time)\n" in text

    def test_is_there_for_machines(self):
        table = {row["key"]: row for row in json.loads(printed("show_cache_policy", "--json"))}

        user = table["user-{user_id}"]
        assert user["readers"] == ["user_api_client._get_user"]
        assert {"method": "user_api_client.activate_user", "invalidates": "user-{user_id}"} in user["writers"]
        assert user["api_deletes"]

    def test_writes_the_page(self, monkeypatch, tmp_path):
        page = tmp_path / "gateway.md"
        page.write_text("before\n<!-- policy: begin -->\nold\n<!-- policy: end -->\nafter\n")
        monkeypatch.setattr("notify_portal.management.commands.show_cache_policy.PAGE", page)

        call_command("show_cache_policy", "--write")

        assert page.read_text().startswith("before\n<!-- policy: begin -->\n| key |")
        assert page.read_text().endswith("|\n<!-- policy: end -->\nafter\n")
