"""What the sentences of a form say is what an entry is held to: decided twice, by different means.

One side knows nothing but what the page says: the messages, and the facts that fill their gaps.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.domain.tags import taxonomy
from mentorhub.questions.domain import sentences as form
from mentorhub.questions.domain.answers import is_fit, lacking
from mentorhub.questions.domain.asking import PARTS, WITH_CHOICES, Asked, Kind, concerned
from mentorhub.questions.domain.sentences import Worded, form_told

STAGES = ("Sơ khảo", "Bán kết", "Chung khảo")
SECTORS = ("moi-truong", "y-te", "kinh-doanh")
KINDS = (Kind.SHORT, Kind.LONG, Kind.NUMBER, Kind.CHOICE, Kind.SEVERAL, Kind.PEOPLE)
UNITS = ("characters", "choices", "people")
KINDS_TOLD = {
    "“%(question)s”: a number.": Kind.NUMBER,
    "“%(question)s”: one of the choices.": Kind.CHOICE,
    "“%(question)s”: one or several of the choices.": Kind.SEVERAL,
}
THOROUGH = settings(max_examples=250, deadline=None)


@st.composite
def forms(draw):
    """Up to five questions, some of which hang on a field, an earlier answer, or both."""
    asked = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        low, high = sorted((draw(st.integers(1, 3)), draw(st.integers(1, 3))))
        limited = kind is not Kind.CHOICE
        one = Asked(
            f"k{number}",
            kind,
            is_required=draw(st.booleans()),
            least=str(low) if limited and draw(st.booleans()) else "",
            most=str(high) if limited and draw(st.booleans()) else "",
            choices=("a", "b", "c") if kind in WITH_CHOICES else (),
            sectors=tuple(draw(st.sets(st.sampled_from(SECTORS), max_size=2))),
            stage=draw(st.integers(1, len(STAGES) + 1)),
        )
        before = [
            other for other in asked if other.kind in WITH_CHOICES and other.stage <= one.stage
        ]
        if before and draw(st.booleans()):
            other = draw(st.sampled_from(before))
            value = draw(st.sampled_from(other.choices))
            one = replace(one, depends_on=other.key, depends_value=value)
        one.check()
        asked.append(one)
    return asked


def answers_to(one):
    rows = st.integers(0, 8).map(lambda n: [{"name": "An", "part": ""}] * n)
    return {
        Kind.SHORT: st.integers(0, 5).map(lambda n: "x" * n) | st.just("x" * 201),
        Kind.LONG: st.integers(0, 5).map(lambda n: "x" * n) | st.just("x" * 3001),
        Kind.NUMBER: st.integers(0, 4).map(str) | st.just(""),
        Kind.CHOICE: st.sampled_from(("", "a", "b", "c", "d")),
        Kind.SEVERAL: st.sets(st.sampled_from("abc")).map(sorted),
        Kind.PEOPLE: rows,
    }[one.kind]


@st.composite
def filled_in(draw):
    asked = draw(forms())
    given_ = {one.key: draw(answers_to(one)) for one in asked}
    return asked, draw(st.sampled_from(SECTORS)), given_, draw(st.integers(1, len(STAGES)))


def name(key):
    return {"vi": key}


def read(told):
    """Of each question what the page says about it, by its name; stage 0 is none at all."""
    known = {}
    for one in (one for one in told if "question" in one.facts):
        facts = one.facts
        said = known.setdefault(facts["question"]["vi"], {"choices": []})
        if one.message in form.QUESTION:
            said["required"] = one.message == form.QUESTION[True]
        elif one.message == form.CHOICE:
            said["choices"].append(facts["choice"]["vi"])
        elif "bound" in facts:
            said["least" if "at least" in one.message else "most"] = facts["bound"]
            said["counts"] = [unit for unit in UNITS if f", {unit}:" in one.message]
        elif one.message in KINDS_TOLD:
            said["kind"] = KINDS_TOLD[one.message]
        elif one.message == form.ONLY_IN:
            said["fields"] = facts["fields"]
        elif one.message == form.OF_NO_STAGE:
            said["stage"] = 0
        elif one.message == form.OF_STAGE:
            said["stage"] = 1 + STAGES.index(facts["stage"]["vi"])
        elif one.message == form.ONLY_AFTER:
            said["after"] = (facts["other"]["vi"], facts["answer"]["vi"])
    return known


def is_put_to(key, page, sector, given_, reached):
    said = page[key]
    if not 1 <= said.get("stage", 1) <= reached:
        return False
    if "fields" in said and taxonomy().sectors[sector].labels not in said["fields"]:
        return False
    if "after" not in said:
        return True
    other, answer = said["after"]
    return is_put_to(other, page, sector, given_, reached) and answer in given_[other]


def suits(value, said):
    """Is it an answer by what stands on the page?"""
    if value in ("", []):
        return True
    if said["choices"]:
        chosen = value if isinstance(value, list) else [value]
        if not set(chosen) <= set(said["choices"]):
            return False
    amount = amount_of(value, said)
    return amount <= said.get("most", amount)


def amount_of(value, said):
    """What the page limits: a number itself, of all else how many of what it names."""
    if said.get("kind") is Kind.NUMBER:
        return Decimal(value)
    if said.get("kind") is Kind.CHOICE:
        return 1
    assert said.get("counts") or "most" not in said, "a limit of nothing in particular"
    return len(value)


def is_owed(value, said):
    if value in ("", []):
        return said["required"]
    amount = amount_of(value, said)
    return not suits(value, said) or amount < said.get("least", amount)


@given(filled_in())
@THOROUGH
def test_what_the_page_asks_of_an_entry_is_what_keeps_it_from_being_sent(case):
    asked, sector, given_, reached = case
    choices, stages = {key: name(key) for key in "abc"}, dict(enumerate(map(name, STAGES), 1))
    worded = [Worded(one, name(one.key), {}, choices, stages.get(one.stage)) for one in asked]
    page = read(form_told((), worded))
    put = {key for key in page if is_put_to(key, page, sector, given_, reached)}
    assert put == {one.key for one in concerned(asked, sector, given_, reached=reached)}
    owed = {key for key in put if is_owed(given_[key], page[key])}
    assert owed == set(lacking(asked, sector, given_, {}, reached=reached))
    for one in asked:
        if one.kind is not Kind.NUMBER:  # below the least a number is none; words may still grow
            assert is_fit(one, given_[one.key]) is suits(given_[one.key], page[one.key])


@given(st.sets(st.sampled_from(sorted(PARTS))))
def test_each_fixed_part_is_said_to_be_needed_or_not(needed):
    told = {one.message for one in form_told(needed, ())}
    assert told == {form.NEEDED[part][part in needed] for part in PARTS}


NAMED = {
    Kind.SHORT: ", characters: at most 200.",
    Kind.LONG: ", characters: at most 3000.",
    Kind.NUMBER: ": a number.",
    Kind.DATE: ": a day.",
    Kind.CHOICE: ": one of the choices.",
    Kind.SEVERAL: ": one or several of the choices.",
    Kind.LINK: ": an address on the web.",
    Kind.FILE: ", files: at most 1.",
    Kind.PEOPLE: ", people: at most 6.",
}


@pytest.mark.parametrize("kind", Kind)
def test_without_limits_too_a_question_says_what_it_is_answered_with(kind):
    choices = ("a", "b") if kind in WITH_CHOICES else ()
    one = Worded(Asked("k", kind, choices=choices), name("Q"), {}, {key: name(key) for key in "ab"})
    told = [said.message % {**said.facts, "question": "Q"} for said in form_told((), [one])]
    assert [said for said in told if said.startswith("“Q”")][1:][:1] == [f"“Q”{NAMED[kind]}"]
