from datetime import UTC, date, datetime, timedelta

import pytest

from mentorhub.contests.domain.stages import (
    Phase,
    Progress,
    StageKind,
    days_and_hours,
    doing,
    phase_at,
    river,
    span_in_words,
)

OPENS = datetime(2026, 11, 1, 1, tzinfo=UTC)
CLOSES = datetime(2026, 12, 3, 16, 59, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (OPENS - INSTANT, Phase.COMING),
        (OPENS, Phase.OPEN),
        (CLOSES - INSTANT, Phase.OPEN),
        (CLOSES, Phase.JUDGING),
    ],
)
def test_a_window_takes_its_first_moment_and_leaves_out_its_last(moment, phase):
    assert phase_at(moment, opens_at=OPENS, closes_at=CLOSES, is_published=False) is phase


def test_published_results_count_whatever_the_calendar_says():
    assert phase_at(OPENS, opens_at=OPENS, closes_at=CLOSES, is_published=True) is Phase.RESULTS


def test_the_river_has_one_stage_that_is_now():
    day = timedelta(days=1)
    spans = [(OPENS, CLOSES), (CLOSES, CLOSES + day), (CLOSES, CLOSES + 2 * day)]
    assert river(OPENS, spans) == [Progress.NOW, Progress.NEXT, Progress.NEXT]
    assert river(CLOSES, spans) == [Progress.DONE, Progress.NOW, Progress.NEXT]
    assert river(CLOSES + day, spans) == [Progress.DONE, Progress.DONE, Progress.NOW]
    assert river(CLOSES + 2 * day, spans) == [Progress.DONE] * 3
    assert river(OPENS - day, spans) == [Progress.NEXT] * 3


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 4), date(2026, 12, 7), "04–07/12"),
        (date(2026, 12, 22), date(2027, 1, 12), "22/12–12/01/2027"),
        (date(2027, 1, 13), date(2027, 1, 14), "13–14/01/2027"),
        (date(2027, 1, 17), date(2027, 1, 17), "17/01/2027"),
        (date(2025, 12, 22), date(2026, 1, 12), "22/12–12/01/2026"),
        (date(2026, 12, 3), date(2026, 12, 3), "03/12"),
        (date(2026, 11, 3), date(2026, 12, 3), "03/11–03/12"),
    ],
)
def test_spans_say_the_year_only_when_it_is_another(first, last, words):
    assert span_in_words(first, last, year=2026) == words


def test_what_is_left_is_said_in_whole_days_and_hours():
    assert days_and_hours(timedelta(days=10, hours=14, minutes=59)) == (10, 14)
    assert days_and_hours(timedelta(minutes=59)) == (0, 0)
    assert days_and_hours(timedelta(hours=-3)) == (0, 0)


@pytest.mark.parametrize(
    ("running", "jury_has_begun", "said"),
    [
        (StageKind.CHECK, False, "check"),
        (StageKind.MENTORING, False, "mentoring"),
        (StageKind.JUDGING, False, "judging"),
        (StageKind.PUBLISH, False, "closed"),
        (None, False, "closed"),
        (StageKind.CHECK, True, "judging"),  # handed out before its day
        (None, True, "judging"),
    ],
)
def test_after_the_entries_a_contest_is_called_by_the_stage_that_runs(
    running, jury_has_begun, said
):
    facts = {"running": running, "jury_has_begun": jury_has_begun}
    assert doing(Phase.JUDGING, **facts) == said
    for phase in Phase:
        if phase is not Phase.JUDGING:
            assert doing(phase, **facts) == phase.value
