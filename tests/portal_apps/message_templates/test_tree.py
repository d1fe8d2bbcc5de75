"""The tree of folders and templates, whatever the data looks like."""

import pytest

from portal_apps.message_templates.tree import TemplateTree
from tests.builders import a_folder, a_service, a_template, a_template_row

SERVICE = a_service()


def folder(folder_id, parent_id=None, **facts):
    return a_folder(SERVICE, **{"id": folder_id, "name": folder_id, "parent_id": parent_id} | facts)


def row(template_id, folder_id=None, **facts):
    return a_template_row(
        a_template(SERVICE, **{"id": template_id, "name": template_id, "folder": folder_id} | facts)
    )


def ids(items):
    return [item.id for item in items]


class TestItemsIn:
    def test_lists_folders_first_and_each_kind_alphabetically_whatever_the_case(self):
        tree = TemplateTree.build(
            [folder("zebra"), folder("Alpha")], [row("beta"), row("Aardvark"), row("inside", "Alpha")]
        )

        assert ids(tree.items_in(None)) == ["Alpha", "zebra", "Aardvark", "beta"]

    def test_lists_what_is_in_a_folder(self):
        tree = TemplateTree.build([folder("a"), folder("b", "a")], [row("t", "a"), row("u", "b")])

        assert ids(tree.items_in("a")) == ["b", "t"]

    def test_leaves_out_templates_of_channels_that_are_off(self):
        tree = TemplateTree.build([], [row("e"), row("s", template_type="sms")], channels=["email"])

        assert ids(tree.items_in(None)) == ["e"]


class TestVisibility:
    def test_leaves_out_hidden_folders_and_what_is_in_them(self):
        tree = TemplateTree.build(
            [folder("open"), folder("hidden")],
            [row("t", "open"), row("secret", "hidden")],
            sees=lambda one: one.id != "hidden",
        )

        assert ids(tree.items_in(None)) == ["open"]
        assert tree.search("secret") == []

    def test_puts_a_visible_folder_of_hidden_ones_into_the_nearest_visible_one(self):
        tree = TemplateTree.build(
            [folder("top"), folder("hidden", "top"), folder("hidden2", "hidden"), folder("deep", "hidden2")],
            [row("t", "deep")],
            sees=lambda one: not one.id.startswith("hidden"),
        )

        assert ids(tree.path_to("deep")) == ["top", "deep"]
        assert ids(tree.items_in("top")) == ["deep"]

    def test_names_hidden_folders_only_before_a_visible_one_inside_them(self):
        tree = TemplateTree.build(
            [folder("hidden"), folder("hidden2", "hidden"), folder("deep", "hidden2"), folder("in", "deep")],
            [],
            sees=lambda one: not one.id.startswith("hidden"),
        )

        assert [one.hidden_above for one in tree.items_in(None)] == [("hidden", "hidden2")]
        assert [one.hidden_above for one in tree.items_in("deep")] == [()]
        assert [way for _folder, way in tree.places()] == [
            "hidden / hidden2 / deep",
            "hidden / hidden2 / deep / in",
        ]


class TestBrokenData:
    def test_puts_a_folder_without_its_parent_into_the_root(self):
        tree = TemplateTree.build([folder("orphan", "gone")], [row("t", "orphan")])

        assert ids(tree.items_in(None)) == ["orphan"]
        assert ids(tree.items_in("orphan")) == ["t"]

    def test_leaves_out_a_template_whose_folder_is_unknown_because_it_may_be_hidden(self):
        tree = TemplateTree.build([], [row("t", "gone")])

        assert tree.rows == {}

    def test_keeps_a_folder_that_is_its_own_parent(self):
        tree = TemplateTree.build([folder("self", "self")], [row("t", "self")])

        assert ids(tree.path_to("self")) == ["self"]
        assert ids(tree.search("t")) == ["t"]

    @pytest.mark.parametrize("order", [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]])
    def test_keeps_every_folder_of_a_circle_once(self, order):
        parents = {"a": "c", "b": "a", "c": "b"}
        tree = TemplateTree.build([folder(name, parents[name]) for name in order], [row("t", "b")])

        assert sorted(one.id for one, _way in tree.places()) == ["a", "b", "c"]
        assert len(tree.items_in(None)) == 1
        assert ids(tree.search("t")) == ["t"]

    def test_survives_a_circle_with_folders_hanging_from_it(self):
        tree = TemplateTree.build([folder("leaf", "a"), folder("a", "b"), folder("b", "a")], [])

        assert ids(tree.path_to("leaf"))[-2:] == ["a", "leaf"]


class TestOfType:
    def test_keeps_only_folders_on_the_way_to_a_template_of_the_type(self):
        tree = TemplateTree.build(
            [folder("a"), folder("b", "a"), folder("empty"), folder("mail")],
            [row("s", "b", template_type="sms"), row("e", "mail")],
        ).of_type("sms")

        assert ids(tree.items_in(None)) == ["a"]
        assert ids(tree.items_in("b")) == ["s"]

    def test_is_the_whole_tree_without_a_type(self):
        tree = TemplateTree.build([folder("a")], [])

        assert tree.of_type(None) is tree

    def test_names_the_types_there_are_in_the_order_of_the_pages(self):
        tree = TemplateTree.build([], [row("l", template_type="letter"), row("e")])

        assert tree.template_types == ("email", "letter")


class TestSearch:
    @pytest.fixture
    def tree(self):
        return TemplateTree.build(
            [folder("f", name="Parking"), folder("g", "f", name="Letters")],
            [row("1", "g", name="PARKING fine"), row("2", name="Parking permit"), row("abc-3", name="Other")],
        )

    def test_finds_parts_of_names_in_any_case_below_the_root(self, tree):
        assert ids(tree.search("parkING")) == ["f", "1", "2"]

    def test_finds_only_below_the_folder(self, tree):
        assert ids(tree.search("parking", "f")) == ["1"]

    def test_finds_a_template_by_its_whole_id(self, tree):
        assert ids(tree.search("ABC-3")) == ["abc-3"]


class TestHint:
    def test_says_what_is_in_a_folder(self):
        tree = TemplateTree.build(
            [folder("a"), folder("b", "a"), folder("c")], [row("1", "a"), row("2", "a"), row("3", "b")]
        )

        hints = {name: tree.hint(tree.folders[name]) for name in "abc"}

        assert hints == {"a": "2 templates, 1 folder", "b": "1 template", "c": "Empty"}

    def test_names_the_type_of_a_template(self):
        tree = TemplateTree.build(
            [], [row("s", template_type="sms"), row("l", template_type="letter"), row("e")]
        )

        assert {tree.hint(one) for one in tree.rows.values()} == {
            "Text message template",
            "Letter template",
            "Email template",
        }


class TestFoldersAndTemplates:
    def test_tells_a_selection_apart_and_ignores_what_is_not_there(self):
        tree = TemplateTree.build([folder("f")], [row("t")])

        assert tree.folders_and_templates(["t", "f", "gone"]) == ({"f"}, {"t"})


class TestManyTemplates:
    def test_a_deep_chain_of_folders_needs_no_recursion(self):
        depth = 3_000
        chain = [folder(str(number), str(number - 1) if number else None) for number in range(depth)]

        tree = TemplateTree.build(reversed(chain), [row("t", str(depth - 1))])

        assert len(tree.path_to(str(depth - 1))) == depth
        assert ids(tree.search("t")) == ["t"]

    def test_asks_once_for_each_folder_whether_it_is_seen(self):
        asked = []
        folders = [
            folder(str(number), str(number // 2) if number > 1 else None) for number in range(1, 2_000)
        ]

        TemplateTree.build(folders, [], sees=lambda one: asked.append(one.id) or True)

        assert len(asked) == len(folders)
