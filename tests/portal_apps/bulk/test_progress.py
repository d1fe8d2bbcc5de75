"""How far a run is, for a person and for a log."""

import io

from portal_apps.bulk.progress import Lines, Meter
from portal_apps.bulk.progress_bar import Bar
from portal_apps.bulk.states import RowState


class TestLines:
    def test_say_how_many_are_done_how_fast_and_how_long_it_will_take(self):
        stream = io.StringIO()
        meter = Meter(Lines(stream, seconds=0))

        meter.start("Applying", 1_000)
        for _ in range(10):
            meter.settled(RowState.DONE)
        meter.settled(RowState.FAILED)
        meter.tick()
        meter.stop()

        first, second, *_, last = stream.getvalue().splitlines()
        assert first == "Applying: 1,000 rows"
        assert second.startswith("Applying: 11 of 1,000, ")
        assert second.endswith(" s left; 10 done, 1 failed")
        assert last.startswith("Applying: ")

    def test_come_now_and_then(self):
        stream = io.StringIO()
        meter = Meter(Lines(stream, seconds=60))

        meter.start("Planning", 2)
        for _ in range(5):
            meter.tick()
        meter.stop()

        assert len(stream.getvalue().splitlines()) == 2


class TestBar:
    def test_shows_the_same_on_a_terminal(self, monkeypatch, capsys):
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "120")
        meter = Meter(Bar())

        meter.start("Applying", 10)
        for _ in range(10):
            meter.settled(RowState.DONE)
        meter.stop()

        shown = capsys.readouterr().err
        assert "Applying" in shown
        assert "10/10" in shown
        assert "10 done" in shown
