"""Deadlines, documents and judging: read from the sentences, decided by the rules, the same.

Who may enter is compared in `test_rules_in_words`, the form in `test_forms_in_words`. Here too one
side knows nothing but what the page says: the messages, and the facts that fill their gaps.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.contests.domain import announced as about
from mentorhub.contests.domain import judged as words
from mentorhub.contests.domain.counting import Average
from mentorhub.contests.domain.deadline import Deadline, Late, Standing
from mentorhub.contests.domain.documents import NO_COPY, SHOWN, Document, Whose
from mentorhub.contests.domain.eligibility import Terms
from mentorhub.contests.domain.ruleset import Points, Reading, Ruleset
from mentorhub.contests.domain.sentence import Rule
from mentorhub.contests.domain.sentences import entering, judging
from mentorhub.contests.domain.stages import Advance, Judged, Round
from mentorhub.judging.domain.advancing import Candidate, carried, going_on
from mentorhub.judging.domain.ranking import order_of_merit
from mentorhub.judging.domain.scoring import Cell, Conditions, Criterion, Given, score_entries

ANYBODY = Terms(date(2026, 12, 31))
THOROUGH = settings(max_examples=250, deadline=None)


def name(key):
    return {"vi": key}


# The deadline

CLOSES = datetime(2026, 12, 1, 17, tzinfo=UTC)
MOMENTS = st.integers(-90 * 60, 90 * 60).map(lambda s: CLOSES + timedelta(seconds=s))


@given(st.integers(0, 60), st.sampled_from(Late), MOMENTS)
@THOROUGH
def test_what_the_page_says_of_lateness_is_how_a_moment_is_taken(grace, late, moment):
    window = Deadline(CLOSES - timedelta(hours=1), CLOSES, grace, late)
    texts = dict.fromkeys(about.TEXTS, name("x"))
    told = about.announced(about.Announcement(window, 1, texts, name("x"), (), (), ()))
    facts = {key: value for one in told for key, value in one.facts.items()}
    messages = {one.message for one in told}
    opens = datetime.fromisoformat(facts["from_at"])
    closes = datetime.fromisoformat(facts["until_at"])
    ends = closes + timedelta(minutes=facts["minutes"])
    taken = opens <= moment and (moment < ends or about.LATE[Late.FLAG] in messages)
    assert window.takes_in(moment) is taken
    if taken:
        counts = Standing.IN_TIME if moment < closes else Standing.IN_GRACE
        assert window.standing(moment) is (counts if moment < ends else Standing.LATE)
    assert (about.NO_GRACE in messages) is (grace == 0)


# Documents


@given(st.lists(st.sampled_from(Whose), max_size=4), st.lists(st.booleans(), max_size=5))
def test_a_document_is_shown_for_whom_the_page_says(whose, minors):
    documents = [Document(name(f"d{n}"), one) for n, one in enumerate(whose)]
    rules = Ruleset(ANYBODY, documents=documents)
    told = [one for one in entering(rules) if one.rule is Rule.DOCUMENTS]
    assert (NO_COPY in {one.message for one in told}) is bool(documents)
    said = {one.facts["document"]["vi"]: one.message for one in told if one.facts}
    often = {
        SHOWN[Whose.ENTRY]: 1,
        SHOWN[Whose.PERSON]: len(minors),
        SHOWN[Whose.MINOR]: sum(minors),
    }
    for one in documents:
        shown = 1 if one.is_of_the_entry else sum(one.concerns(is_minor=young) for young in minors)
        assert shown == often[said[one.name["vi"]]]


# Judging

HALVES = st.integers(0, 8).map(lambda n: Decimal(n) / 2)
RUBRIC = [Criterion(key, Decimal(4)) for key in "pq"]


@st.composite
def sheets(draw):
    """Two criteria of four points, up to six jurors, up to five entries; some marks are alike."""
    jurors, entries = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    mark = st.fixed_dictionaries({"p": HALVES, "q": HALVES})
    return {e: [draw(mark) for _ in range(jurors)] for e in range(entries)}


@st.composite
def points(draw):
    return Points(
        average=draw(st.sampled_from(Average)),
        pass_mark=draw(st.none() | st.integers(1, 8).map(Decimal)),
        no_zero=draw(st.booleans()),
        note_below=draw(st.none() | st.integers(1, 100)),
        complaint_days=draw(st.integers(0, 9)),
    )


def half_up(value):
    hundred = value * 100 + Fraction(1, 2)
    return Decimal(hundred.numerator // hundred.denominator) / 100


def total_by(message, totals):
    exact = sorted(map(Fraction, totals))
    if message == words.AVERAGES[Average.MEDIAN]:
        return half_up(median(exact))
    if message == words.AVERAGES[Average.TRIMMED] and len(exact) >= 5:
        exact = exact[1:-1]
    return half_up(sum(exact) / len(exact))


@given(sheets(), points(), st.permutations("pq"), st.integers(0, 2))
@THOROUGH
def test_places_are_those_the_sentences_lead_to(marks, rule, order, deciding):
    ties = order[:deciding]
    rules = Ruleset(ANYBODY, reading=Reading(tie_break=[name(key) for key in ties]), points=rule)
    told = {one.rule: one for one in judging(rules)}
    cells = [Cell(e, j, given_) for e, read_ in marks.items() for j, given_ in enumerate(read_)]
    conditions = Conditions(rule.pass_mark, rule.no_zero)
    scores = score_entries(marks, cells, rubric=RUBRIC, conditions=conditions, average=rule.average)
    placed = {one.entry: one.place for one in order_of_merit(scores, tie_break=ties)}
    by_words = {}
    criteria = [key["vi"] for key in told[Rule.TIES].facts.get("criteria", ())]
    for entry, read_ in marks.items():
        total = total_by(told[Rule.AVERAGE].message, [sum(one.values()) for one in read_])
        means = {k: half_up(Fraction(sum(one[k] for one in read_)) / len(read_)) for k in "pq"}
        low = Rule.PASS_MARK in told and total < told[Rule.PASS_MARK].facts["points"]
        nothing = any(all(one[key] == 0 for one in read_) for key in "pq")
        if not low and not (Rule.ZERO in told and nothing):
            by_words[entry] = (total, *(means[key] for key in criteria))
    ahead = {e: sum(other > mine for other in by_words.values()) for e, mine in by_words.items()}
    assert placed == {entry: ahead[entry] + 1 if entry in ahead else None for entry in marks}
    assert (told[Rule.COMPLAINTS].message == words.FINAL) is (rule.complaint_days == 0)
    assert told[Rule.COMPLAINTS].facts["days"] == rule.complaint_days


@given(HALVES, points())
@THOROUGH
def test_a_note_is_owed_where_the_sentence_says_so(mark, rule):
    told = {one.rule: one for one in judging(Ruleset(ANYBODY, points=rule))}
    percent = told[Rule.NOTES].facts["percent"] if Rule.NOTES in told else 0
    owed = Fraction(mark) / 4 * 100 < percent
    assert Given(mark).needs_words(RUBRIC[0], rule.note_below) is owed


@st.composite
def rounds(draw):
    advance = draw(st.sampled_from(Advance))
    counts = advance in (Advance.BEST, Advance.BEST_OF_UNIT, Advance.SHORTLIST)
    found = Round(
        advance,
        best=draw(st.integers(1, 4)) if counts else None,
        points=Decimal(draw(st.integers(0, 10))) if advance is Advance.POINTS else None,
        carried=draw(st.sampled_from((0, 30, 100))),
    )
    found.check()
    return found


@st.composite
def tables(draw):
    """Closed stages: some without a place, some on one place, from three units."""
    totals = draw(st.lists(st.integers(0, 10).map(Decimal), min_size=1, max_size=8))
    below = [draw(st.integers(0, 3)) == 0 for _ in totals]
    good = [total for total, out in zip(totals, below, strict=True) if not out]
    return [
        Candidate(
            n, None if out else 1 + sum(x > total for x in good), total, draw(UNITS), draw(REACH)
        )
        for n, (total, out) in enumerate(zip(totals, below, strict=True))
    ]


REACH = st.none() | st.integers(1, 6)  # the best place an entry might as well have
UNITS = st.sampled_from(("An Biên", "Ba Chúc", "Tri Tôn"))


@given(tables(), rounds())
@THOROUGH
def test_those_go_on_whom_the_sentence_names(table, rule):
    steps = [Judged(name("Vòng 1"), rule), Judged(name("Vòng 2"), Round())]
    told = [one for one in judging(Ruleset(ANYBODY, judged=steps)) if one.facts.get("stage")]
    said = {one.rule: one for one in told if one.facts["stage"] == name("Vòng 1")}
    assert going_on(table, rule) == _named(table, said.get(Rule.ADVANCE))
    percent = said[Rule.CARRIED].facts["percent"] if said[Rule.CARRIED].facts else 0
    for one in table:
        assert carried(one.total, rule.carried) == half_up(Fraction(one.total) * percent / 100)


def _named(table, told):
    """The best are taken out of a list, one total after the other, until there are enough."""
    if told is None:
        return {one.entry for one in table}
    good = sorted((one for one in table if one.place), key=lambda one: -one.total)
    if "points go on" in told.message:
        return {one.entry for one in good if one.total >= told.facts["points"]}
    apart = "of each unit" in told.message
    taken, last = set(), {}
    number = Counter()
    for one in good:
        group = one.unit if apart else ""
        if number[group] < told.facts["number"] or last[group] == one.total:
            taken.add(one.entry)
            number[group] += 1
            last[group] = one.total
    if "another jury" in told.message:
        taken |= {one.entry for one in good if one.reach and one.reach <= told.facts["number"]}
    return taken
