import pytest

from tests.portal_apps.message_templates.content.examples import (
    COUNTED,
    DOCUMENT,
    EXAMPLES,
    counted,
    shown,
    written,
)


class TestExamples:
    @pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e['section']}: {e['rule']}" for e in EXAMPLES])
    def test_content_is_shown_as_the_example_says(self, example):
        assert shown(example) == example["shows"]

    @pytest.mark.parametrize("example", COUNTED, ids=[e["rule"] for e in COUNTED])
    def test_text_messages_are_counted_as_the_example_says(self, example):
        assert counted(example) == (example["characters"], example["fragments"])

    def test_the_document_has_the_tables_of_these_examples(self):
        document = DOCUMENT.read_text(encoding="utf-8")

        assert document == written(document)
