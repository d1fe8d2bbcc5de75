"""Templates as files: the text comes back byte for byte, and what is wrong is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_apps.bulk.template_files import NotATemplate, TemplateFile
from portal_apps.bulk.template_folder import TemplateFolder
from portal_apps.message_templates.models import Template
from tests.builders import a_service, a_template, an_id

# What JSON can hold; the API takes no text of nothing but spaces.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


def a_file(folder=(), **facts):
    return TemplateFile.of(Template(a_template(a_service(), **facts)), tuple(folder))


def written(**head):
    lines = {"name": "Permit", "type": "sms"} | head
    text = "\n".join(f"{key}: {value}" for key, value in lines.items() if value is not None)
    return f"---\n{text}\n---\nHello\n".encode()


class TestRoundTrip:
    @given(content=TEXTS, name=TEXTS, subject=TEXTS, folder=st.lists(TEXTS, max_size=3))
    def test_brings_every_text_back(self, content, name, subject, folder):
        file = a_file(folder, template_type="email", content=content, name=name, subject=subject)

        found = TemplateFile.parsed(file.as_bytes())

        facts = found.template.facts
        assert (facts["content"], facts["name"], facts["subject"]) == (content, name, subject)
        assert found.place == file.place
        assert found.as_bytes() == file.as_bytes()

    @pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029", "\r\n"])
    def test_keeps_every_kind_of_line_end_in_the_front_matter(self, end):
        file = a_file([f"0{end}"], template_type="email", name=f"a{end}b", subject=f"{end}a\n{end}")

        found = TemplateFile.parsed(file.as_bytes())

        assert (found.folder, found.template.facts["name"]) == ((f"0{end}",), f"a{end}b")
        assert found.template.facts["subject"] == f"{end}a\n{end}"

    @given(heading=TEXTS, text=TEXTS)
    def test_brings_both_languages_back(self, heading, text):
        file = a_file(
            template_type="letter",
            subject="Heading",
            letter_languages="welsh_then_english",
            letter_welsh_subject=heading,
            letter_welsh_content=text,
        )

        facts = TemplateFile.parsed(file.as_bytes()).template.facts

        assert (facts["letter_welsh_subject"], facts["letter_welsh_content"]) == (heading, text)

    @pytest.mark.parametrize(
        "content", ["a\r\nb\r\n", "a\r", "\n\na\n\n", "---\na\n---\nb", "  a  ", "\ufeffa", "a\u2028b\x85c"]
    )
    def test_leaves_line_ends_and_spaces_alone(self, content):
        assert TemplateFile.parsed(a_file(content=content).as_bytes()).template.facts["content"] == content

    def test_reads_a_file_whose_line_ends_were_changed(self):
        file = a_file(content="a\n\nb", template_type="sms")
        changed = b"\xef\xbb\xbf" + file.as_bytes().replace(b"\n", b"\r\n")

        assert TemplateFile.parsed(changed).template.written == file.template.written

    def test_writes_texts_of_several_lines_as_blocks(self):
        file = a_file(
            template_type="letter",
            letter_languages="welsh_then_english",
            letter_welsh_subject="Pennawd",
            letter_welsh_content="Annwyl\n\nHwyl",
        )

        assert b"letter_welsh_content: |-\n  Annwyl\n\n  Hwyl\n---\n" in file.as_bytes()

    def test_has_only_what_its_type_knows(self):
        lines = a_file(template_type="sms", name="Permit", content="Hello").as_bytes().decode().splitlines()

        assert [line.partition(":")[0] for line in lines] == [
            "---",
            "id",
            "version",
            "name",
            "type",
            "---",
            "Hello",
        ]


class TestFaults:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"Hello", "does not begin with front matter"),
            (b"---\nname: a\n", "does not begin with front matter"),
            (b"---\n\xff\n---\nHello\n", "is not in UTF-8"),
            (b"---\n- a\n---\nHello\n", "has no front matter"),
            (b"---\nname: 'a\n---\nHello\n", "no YAML near line"),
            (b"---\nname: a\ntype: sms\n---\n \n", "has no text below"),
            (b"---\nname: !!python/object:os.system a\ntype: sms\n---\nHello\n", "no YAML"),
            (written(nam="a"), "has no use for 'nam'; is it name?"),
            (written(type="fax"), "type: is none of email, sms, letter"),
            (written(name=None), "name: is missing"),
            (written(name="yes"), "name: is no text; put it in quotes"),
            (written(type="email"), "subject: is missing"),
            (written(subject="a"), "subject: is not for templates of type sms"),
            (written(type="email", subject="a", has_unsubscribe_link="maybe"), "neither true nor false"),
            (written(type="letter", subject="a", letter_languages="french"), "is neither english nor"),
            (
                written(type="letter", subject="a", letter_languages="welsh_then_english"),
                "letter_welsh_subject: is missing",
            ),
            (written(id="7"), "id: is not an id"),
            (written(version="one"), "version: is not a whole number"),
            (written(folder="Winter"), "folder: is no list of names"),
        ],
    )
    def test_are_named(self, data, reason):
        with pytest.raises(NotATemplate, match=reason.replace("(", r"\(").replace("?", r"\?")):
            TemplateFile.parsed(data)


class TestFolder:
    def test_has_the_files_in_their_order_without_hidden_ones(self, tmp_path):
        for name in ("b.txt", "a/c.txt", ".git/d.txt", "readme.md", "bad.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"?" if name == "bad.txt" else written())

        folder = TemplateFolder.read(tmp_path)

        assert list(folder.files) == ["a/c.txt", "b.txt"]
        assert list(folder.faults) == ["bad.txt"]

    def test_finds_a_name_that_is_free(self, tmp_path):
        folder = TemplateFolder(tmp_path)
        file = a_file(["Winter & spring", "../.."], name="Permit: granted!", id=an_id())

        first = folder.free_name(file)
        folder.write(first, file)

        assert first == "winter-spring/template/permit-granted.txt"
        assert folder.free_name(file) == "winter-spring/template/permit-granted-2.txt"
        assert TemplateFolder.read(tmp_path).files[first].id == file.id
