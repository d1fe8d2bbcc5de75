"""What may be seen of a kept answer without asking for more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.cache.masking import MASK, masked
from tests.builders import a_service, a_user
from tests.gateway.policy.faults import PERSON


class TestMasked:
    @pytest.mark.parametrize(
        "harmless",
        [PERSON, "2026-11-01", "2026-11-01T09:30:00.123456Z", "2026-11-01 09:30:00", "", 7, 1.5, True, None],
    )
    def test_ids_moments_and_numbers_are_shown(self, harmless: object) -> None:
        assert masked({"anything": harmless}) == {"anything": harmless}

    @pytest.mark.parametrize(
        "private", ["Ada Okafor", "ada@example.gov.uk", "07700900001", "Dear ((name))", "sms"]
    )
    def test_any_other_text_is_not(self, private: str) -> None:
        assert masked({"content": private}) == {"content": MASK}
        assert masked([private]) == [MASK]
        assert masked(private) == MASK

    def test_words_of_the_api_are_shown_also_in_lists(self) -> None:
        answer = {"permissions": ["sms", "email"], "state": "active"}

        assert masked(answer) == answer

    def test_texts_are_found_at_any_depth(self) -> None:
        answer = {"data": [{"requester": {"name": "Ada", "id": PERSON}}]}

        assert masked(answer) == {"data": [{"requester": {"name": MASK, "id": PERSON}}]}

    def test_nothing_of_a_person_is_left(self) -> None:
        person = a_user()

        shown = str(masked(person))

        assert not [
            person[name] for name in ("name", "email_address", "mobile_number") if person[name] in shown
        ]
        assert person["id"] in shown

    def test_a_service_keeps_its_shape(self) -> None:
        service = a_service()

        assert masked(service).keys() == service.keys()
        assert masked(service)["name"] == MASK

    @given(st.text(min_size=1, alphabet=st.characters(categories=["L"])), st.text())
    def test_a_word_is_never_shown_under_an_unknown_name(self, word: str, name: str) -> None:
        assert masked({f"x-{name}": word}) == {f"x-{name}": MASK}
