"""What the service is called and how it is reached."""

import pytest

from tests.builders import a_user, an_error
from tests.pages import errors, typed


class TestName:
    def url(self, world):
        return f"{world.url}/name"

    def test_is_changed(self, world):
        world.browser().post(self.url(world), {"name": " Boat <b> permits "})

        assert world.saved == [{"name": "Boat <b> permits"}]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("", "Enter a service name"),
            ("!", "Service name must include at least two letters or numbers"),
            ("Лодки", "Write the name in letters from the Latin alphabet"),
            ("a" * 150, "Name is too long. Make it shorter by 7 characters or more"),
            ("a" * 256, "Service name must be 255 characters or fewer"),
        ],
    )
    def test_that_will_not_do_stays_in_the_form(self, world, name, says):
        page = world.browser().post(self.url(world), {"name": name})

        assert errors(page) == [says]
        assert typed(page, "name") == [name]
        assert world.saved == []

    def test_the_longest_is_taken(self, world):
        world.browser().post(self.url(world), {"name": "a" * 143})

        assert len(world.saved) == 1

    @pytest.mark.parametrize(
        ("refused", "says"),
        [
            (
                {"name": ["Duplicate service name"]},
                "Another service already has this name. Choose a different name",
            ),
            (
                {"normalised_service_name": ["cannot be empty"]},
                "Write the service name in letters from the Latin alphabet",
            ),
            ({"active": ["Not a valid boolean."]}, "Not a valid boolean."),
        ],
    )
    def test_that_the_api_refuses_is_explained(self, world, refused, says):
        world.api.answers("POST", world.path, an_error(refused), status=400)

        page = world.browser().post(self.url(world), {"name": "Council Tax"})

        assert errors(page) == [says]
        assert typed(page, "name") == ["Council Tax"]


class TestTwoManagers:
    def conflict(self, world):
        """The page of somebody who saves after somebody else did."""
        browser = world.browser()
        started_from = typed(browser.get(f"{world.url}/name"), "started_from")[0]
        world.is_now(name="Theirs")
        return browser.post(f"{world.url}/name", {"name": "Mine", "started_from": started_from})

    def has_history(self, world, *rows):
        world.api.answers(
            "GET", f"{world.path}/history", {"data": {"service_history": rows, "api_key_history": []}}
        )

    def test_the_second_learns_who_was_first(self, world):
        ben = a_user(name="Ben <b>")
        first = {
            "version": 1,
            "created_by_id": ben["id"],
            "created_at": "2025-02-01T09:00:00.000000Z",
            "updated_at": None,
        }
        newest = {**first, "version": 2, "updated_at": "2025-03-01T14:02:00.000000Z"}
        self.has_history(world, newest, first)
        world.api.answers("GET", f"/user/{ben['id']}", {"data": ben})

        page = self.conflict(world)

        says = "Ben <b> was the last to change this service, 1 March 2025 at 2:02pm"
        assert errors(page) == [f"{says}. Your change is not saved yet"]
        assert b"Ben <b>" not in page.content
        assert world.saved == []

    def test_learns_at_least_that_somebody_was_when_the_history_cannot_be_read(self, world):
        self.has_history(world)

        assert errors(self.conflict(world)) == [
            "Someone else changed this while the page was open. Your change is not saved yet"
        ]
