"""Who may know whom: notify_portal -> portal_apps -> gateway, and the sandbox on its own."""

from tests.architecture.imports import begins_with, imports

OURS = ("gateway", "notify_portal", "portal_apps", "sandbox")
GATEWAY_INNER = ("gateway.base", "gateway.cache", "gateway.transport", "gateway.token", "gateway.clients")

# They keep what is the portal's own in its own cache: counts of tries, answers on the way through several pages, and who
# can help whom.
KEEP_THINGS_OF_THEIR_OWN = (
    "portal_apps.core.journeys",
    "portal_apps.core.throttle",
    "portal_apps.team.who_can",
)

# Large, and needed on rare paths only: what asks the API something must not begin with them (tests/portal_apps/bulk/test_start.py holds it).
LOADED_LATE = (
    ("gateway.template_previews", "pypdf"),
    ("portal_apps.bulk.progress", "portal_apps.bulk.progress_bar"),
)


def is_part_of_a_client(name: str) -> bool:
    """A large client is put together from modules that are no client of their own."""
    return begins_with(name, "gateway.clients") and not name.split(".")[2].endswith("_client")


class TestDirection:
    def test_the_gateway_knows_nothing_of_the_portal(self):
        breaches = [
            found
            for found in imports("gateway")
            if begins_with(found.imported, "notify_portal", "portal_apps", "sandbox")
        ]

        assert not breaches, "\n".join(map(str, breaches))

    def test_the_apps_know_nothing_of_the_composition_root(self):
        breaches = [
            found
            for found in imports("portal_apps")
            if begins_with(found.imported, "notify_portal", "sandbox")
        ]

        assert not breaches, "\n".join(map(str, breaches))

    def test_the_sandbox_knows_nobody_and_nobody_knows_it(self):
        others = tuple(name for name in OURS if name != "sandbox")
        outward = [found for found in imports("sandbox") if begins_with(found.imported, *others)]
        inward = [found for found in imports(*others) if begins_with(found.imported, "sandbox")]

        assert not outward + inward, "\n".join(map(str, outward + inward))

    def test_pages_reach_the_api_only_through_the_door_of_the_gateway(self):
        around = ("requests", "redis", "django_redis", "notifications_python_client", *GATEWAY_INNER)

        breaches = [
            found
            for found in imports("portal_apps")
            if begins_with(found.imported, *around) and found.importer not in KEEP_THINGS_OF_THEIR_OWN
        ]

        assert not breaches, "\n".join(map(str, breaches))

    def test_the_cache_of_the_gateway_knows_no_client(self):
        breaches = [found for found in imports("gateway") if begins_with(found.importer, "gateway.cache")]
        breaches = [
            found for found in breaches if begins_with(found.imported, "gateway.clients", "gateway.base")
        ]

        assert not breaches, "\n".join(map(str, breaches))

    def test_a_client_knows_only_what_clients_are_made_of(self):
        allowed = (
            "gateway.base",
            "gateway.cache",
            "gateway.caller",
            "gateway.counters",
            "gateway.errors",
            "gateway.other_host",
            "gateway.permissions",
            "gateway.storage",
        )

        breaches = [
            found
            for found in imports("gateway")
            if begins_with(found.importer, "gateway.clients")
            and begins_with(found.imported, "gateway")
            and not begins_with(found.imported, *allowed)
            and not is_part_of_a_client(found.imported)
        ]

        assert not breaches, "\n".join(map(str, breaches))


class TestApps:
    def test_core_knows_no_app(self):
        breaches = [
            found
            for found in imports("portal_apps")
            if begins_with(found.importer, "portal_apps.core")
            and begins_with(found.imported, "portal_apps")
            and not begins_with(found.imported, "portal_apps.core")
        ]

        assert not breaches, "\n".join(map(str, breaches))

    def test_an_app_never_uses_the_views_or_forms_of_another(self):
        breaches = []
        for found in imports("portal_apps"):
            app = ".".join(found.importer.split(".")[:2])
            other = ".".join(found.imported.split(".")[:2])
            room = found.imported.split(".")[2:3]
            if (
                other.startswith("portal_apps.")
                and other not in (app, "portal_apps.core")
                and room in (["views"], ["forms"])
            ):
                breaches.append(found)

        assert not breaches, "\n".join(map(str, breaches))


class TestStyle:
    def test_nothing_is_imported_inside_a_function(self):
        breaches = [
            found
            for found in imports()
            if found.inside_function
            and not any(
                found.importer == importer and begins_with(found.imported, large)
                for importer, large in LOADED_LATE
            )
        ]

        assert not breaches, "\n".join(map(str, breaches))
