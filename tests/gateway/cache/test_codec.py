import pytest

from gateway.cache import codec


class TestEncode:
    def test_is_compact_json_text(self) -> None:
        assert codec.encode({"a": [1, None, False]}) == b'{"a":[1,null,false]}'

    def test_what_json_cannot_hold_is_an_error(self) -> None:
        with pytest.raises(TypeError):
            codec.encode({"a": object()})

    @pytest.mark.parametrize("answer", [None, False, 0, "", [], {}, {"a": [1.5, "ü"]}])
    def test_json_comes_back_as_it_was(self, answer: object) -> None:
        assert codec.decode(codec.encode(answer)) == answer
