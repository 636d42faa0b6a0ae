"""What is typed on a page of the set-up is the rule, and its sentence; sent again it stays so.

The sentences are made of the values drawn here, never of what was stored.
"""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorhub.contests.domain import announced
from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.deadline import Deadline, Late
from mentorhub.contests.domain.documents import Document, Whose
from mentorhub.contests.domain.ruleset import Panel, Points, Reading, Ruleset
from mentorhub.contests.domain.sentence import Rule, Sentence
from mentorhub.contests.domain.sentences import entering, judging
from mentorhub.contests.domain.stages import Advance, Judged, Round
from mentorhub.contests.models import ContestState
from mentorhub.platform.db import db
from tests.attacks.pages_with_forms import forms_on
from tests.contests.answers import in_three, only, rows, ticked, write

PROPERTY = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = st.fixed_dictionaries(
    {"vi": st.sampled_from(("Thẻ căn cước", "Sơ khảo “A”", "Vòng 1, <b>"))},
    optional={"en": st.just("A name"), "fr": st.just("L’un & l’autre")},
)
MARKS = st.integers(1, 10000).map(lambda cents: Decimal(cents) / 100)
MINUTES = st.none() | st.integers(1, 240)


@pytest.fixture
def told(browser, organiser, contest):
    """Sends a page as it was typed, then as the page shows it; the sentences after each."""
    contest.state = ContestState.DRAFT

    def send(page, typed, *rules):
        address = f"/contests/{contest.id}/{page}"
        browser.sign_in(organiser)
        db.session.commit()
        said = []
        for again in (False, True):
            answers = typed
            if again:
                [sheet] = forms_on(browser.get(address).text, address)
                answers = dict(sheet.filled) | dict.fromkeys(sheet.left, "")
            reply = browser.post(address, **{"version": contest.version, **answers})
            assert reply.status_code == 302, reply.text
            db.session.expire_all()
            said.append([one for one in contest.told if one.rule in rules])
        assert said[0] == said[1]
        return said[0]

    return send


@given(st.integers(0, 60), st.sampled_from(Late))
@PROPERTY
def test_lateness(told, contest, grace, late):
    expected = announced.lateness(Deadline(contest.opens_at, contest.closes_at, grace, late))
    typed = {"grace_minutes": grace, "late": late.value}
    assert told("lateness", typed, Rule.LATENESS) == expected


@st.composite
def points(draw):
    """With panels; five jurors or more where the highest and the lowest are left out."""
    average, bonus = draw(st.sampled_from(Average)), draw(st.none() | MARKS)
    fewest = 5 if average is Average.TRIMMED else 1
    panels = draw(st.lists(st.builds(Panel, NAMES, st.integers(fewest, 9)), max_size=2))
    return panels, Points(
        shows_totals=draw(st.booleans()),
        average=average,
        deciding=draw(st.sampled_from(Deciding)),
        pass_mark=draw(st.none() | MARKS),
        no_zero=draw(st.booleans()),
        bonus=bonus,
        bonus_for=draw(NAMES) if bonus else {},
        complaint_days=draw(st.integers(0, 60)),
        note_below=draw(st.none() | st.integers(1, 100)),
    )


OF_POINTS = (
    *(Rule.PANELS, Rule.AVERAGE, Rule.ADJUSTED, Rule.PASS_MARK, Rule.ZERO, Rule.NOTES),
    *(Rule.BONUS, Rule.SCORES, Rule.COMPLAINTS),
)


@given(points(), st.booleans())
@PROPERTY
def test_points(told, contest, case, comma):
    panels, rule = case
    contest.readers = 5
    plain = ("pass_mark", "note_below", "bonus", "complaint_days")
    typed = {
        "shown": "totals" if rule.shows_totals else "places",
        "average": rule.average.value,
        "deciding": rule.deciding.value,
        **{name: write(getattr(rule, name), comma) for name in plain},
        **ticked("no_zero", rule.no_zero),
        **in_three("bonus_for", rule.bonus_for),
        **rows("panels", [{**in_three("name", p.name), "readers": p.readers} for p in panels]),
    }
    whole = Ruleset(contest.terms, reading=Reading(readers=5, panels=panels), points=rule)
    assert told("points", typed, *OF_POINTS) == only(judging(whole), *OF_POINTS)


@st.composite
def rounds(draw, advances=tuple(Advance)):
    advance = draw(st.sampled_from(advances))
    counts = advance in (Advance.BEST, Advance.SHORTLIST, Advance.BEST_OF_UNIT)
    return Round(
        advance,
        best=draw(st.integers(1, 1000)) if counts else None,
        points=draw(MARKS) if advance is Advance.POINTS else None,
        carried=draw(st.integers(0, 100)),
        pitch_minutes=draw(MINUTES),
        question_minutes=draw(MINUTES),
        is_drawn=draw(st.booleans()),
    )


OF_ROUNDS = (Rule.ADVANCE, Rule.CARRIED, Rule.PITCH, Rule.DRAW)


@given(st.tuples(rounds(), rounds([Advance.EVERYONE])), st.booleans())
@PROPERTY
def test_rounds(told, contest, both, comma):
    """From the last stage nobody goes on: its page does not ask who."""
    stages = contest.judged_stages
    names = ("best", "points", "carried", "pitch_minutes", "question_minutes")
    typed = [
        {
            "key": stage.id,
            "advance": one.advance.value,
            **{name: write(getattr(one, name), comma) for name in names},
            **ticked("is_drawn", one.is_drawn),
        }
        for stage, one in zip(stages, both, strict=True)
    ]
    judged = [Judged(stage.name, one) for stage, one in zip(stages, both, strict=True)]
    expected = only(judging(Ruleset(contest.terms, judged=judged)), *OF_ROUNDS)
    assert told("rounds", rows("rounds", typed), *OF_ROUNDS) == expected


@given(st.lists(st.builds(Document, NAMES, st.sampled_from(Whose)), max_size=4))
@PROPERTY
def test_documents(told, contest, documents):
    typed = [{**in_three("name", one.name), "whose": one.whose.value} for one in documents]
    expected = only(entering(Ruleset(contest.terms, documents=documents)), Rule.DOCUMENTS)
    assert told("documents", rows("documents", typed), Rule.DOCUMENTS) == expected


@st.composite
def criteria(draw):
    """(name, points, step, where its ranges begin, place among equal totals, own stage)."""
    places = draw(st.permutations((1, 2, 3, None, None)))
    stages = st.none() | st.sampled_from((1, 2)) if draw(st.booleans()) else st.none()
    found = []
    for number in range(draw(st.integers(1, 4))):
        step = draw(st.sampled_from((Decimal("0.5"), Decimal(1), Decimal("2.5"))))
        steps = draw(st.integers(3, 20))
        begins = sorted({0, *draw(st.lists(st.integers(1, steps - 1), max_size=3))})
        more = (begins, places[number], draw(stages))
        found.append((f"Tiêu chí {number}", steps * step, step, *more))
    return found


def ranges(maximum, step, begins):
    ends = [Decimal(after) * step - step for _first, after in pairwise(begins)]
    return [(n * step, end) for n, end in zip(begins, [*ends, maximum], strict=True)]


OF_CRITERIA = (Rule.CRITERIA, Rule.TIES, Rule.READERS, Rule.NAMES, Rule.NEIGHBOURS)


@given(criteria(), st.integers(1, 9), st.booleans(), st.booleans(), st.booleans())
@PROPERTY
def test_criteria(told, contest, drawn, readers, is_blind, apart, comma):
    typed, expected = [], []
    for name, maximum, step, begins, place, stage in drawn:
        help_, parts = {"vi": f"{name}?"}, ranges(maximum, step, begins)
        lines = [f"{write(a, comma)}–{write(b, comma)}: mức {a}" for a, b in parts]
        typed.append(
            {
                **in_three("name", {"vi": name}),
                **in_three("help", help_),
                **in_three("bands", {"vi": "\n".join(lines)}),
                "maximum": write(maximum, comma),
                "step": write(step, comma),
                "tie_order": write(place, comma),
                "stage": write(stage, comma),
            }
        )
        there = {"stage": contest.judged_stages[stage - 1].name} if stage else {}
        named = {"criterion": {"vi": name}, **there}
        of_all = announced.CRITERION_THERE if stage else announced.CRITERION
        band = announced.BAND_THERE if stage else announced.BAND
        whole = {**named, "points": maximum, "step": step, "help": help_}
        expected.append(Sentence(Rule.CRITERIA, of_all, whole))
        for low, high in parts:
            facts = {**named, "low": low, "high": high, "text": {"vi": f"mức {low}"}}
            expected.append(Sentence(Rule.CRITERIA, band, facts))
    reading = Reading(readers, is_blind, apart, deciding(drawn, (None,)))
    rules = Ruleset(contest.terms, reading=reading, judged=judged_by(contest, drawn))
    expected += only(judging(rules), *OF_CRITERIA)
    page = {"readers": readers, **ticked("is_blind", is_blind), **rows("criteria", typed)}
    page |= ticked("same_unit_is_conflict", apart)
    assert told("criteria", page, *OF_CRITERIA) == expected


def deciding(drawn, stages):
    """Names of the criteria these stages mark by, as they decide among equal totals."""
    own = [one for one in drawn if one[4] and one[5] in stages]
    return [{"vi": one[0]} for one in sorted(own, key=lambda one: one[4])]


def judged_by(contest, drawn):
    found = [Judged(stage.name, Round()) for stage in contest.judged_stages]
    if all(one[5] is None for one in drawn):
        return found
    ties = [deciding(drawn, (None, number)) for number, _stage in enumerate(found, 1)]
    return [replace(one, tie_break=tie) for one, tie in zip(found, ties, strict=True)]
