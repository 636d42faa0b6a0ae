"""The program for strangers: its signatures against RFC 8032, its counting against ours."""

from decimal import Decimal
from random import Random

import pytest

from mentorhub.contests.domain.counting import Average
from mentorhub.judging.domain.design import Design
from mentorhub.judging.domain.ranking import order_of_merit
from mentorhub.judging.domain.scoring import (
    Cell,
    Conditions,
    Criterion,
    score_entries,
    with_others,
)
from mentorhub.judging.domain.severity import Fit, Variances
from mentorhub.publishing.data import verify
from tests.domain.juries import marked

BESIDE = ("bonus", "carried", "penalty")
# RFC 8032, section 7.1: secret key left out, public key, message, signature
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_standard_fit(key, message, signature):
    key, message, signature = map(bytes.fromhex, (key, message, signature))
    assert verify.is_signed(key, message, signature)
    assert not verify.is_signed(key, message + b"!", signature)
    assert not verify.is_signed(key, message, signature[:32] + bytes(32))
    whole = int.from_bytes(signature[32:], "little") + verify.Q
    assert not verify.is_signed(key, message, signature[:32] + whole.to_bytes(32, "little"))


def contest(luck):
    """A random one: (head, lines, our placings)."""
    rubric = [Criterion(f"c{n}", Decimal(luck.choice([10, 30])), Decimal("0.5")) for n in range(2)]
    entries = [f"e{n}" for n in range(luck.randint(1, 7))]
    cells, sheets = [], []
    for entry in entries:
        for juror in range(luck.randint(1, 7)):  # without sheets it stands in no table
            points = {c.key: c.step * luck.randint(0, int(c.maximum / c.step)) for c in rubric}
            cells.append(Cell(entry, f"J{juror}", points))
            told = {key: f"{value:.2f}" for key, value in points.items()}
            sheets.append({"entry": entry, "juror": f"J{juror}", "points": told})
    conditions = Conditions(luck.choice([None, Decimal(15)]), luck.random() < 0.3)
    average = luck.choice(list(Average))
    beside = {e: {name: luck.choice([None, Decimal("1.50"), Decimal(9)]) for name in BESIDE}
              for e in entries}  # fmt: skip
    scores = score_entries(entries, cells, rubric=rubric, conditions=conditions, average=average)
    scores = [with_others(one, **beside[one.entry]) for one in scores]
    tie_break = luck.sample(["c0", "c1"], luck.randint(0, 2))
    decided = {e: n for n, e in enumerate(entries, 1)} if luck.random() < 0.5 else {}
    mark = conditions.pass_mark
    rules = {
        "average": average.value, "deciding": "given", "tie_break": tie_break, "decided": decided,
        "no_zero": conditions.no_zero, "pass_mark": None if mark is None else str(mark),
    }  # fmt: skip
    head = {"rules": rules, "rubric": [
        {"id": c.key, "max": str(c.maximum), "step": str(c.step)} for c in rubric
    ]}  # fmt: skip
    told = [
        {"entry": e, **{name: str(one) for name, one in points.items() if one is not None}}
        for e, points in beside.items()
    ]
    lines = {"sheet": sheets, "waived": [], "entry": told}
    return head, lines, order_of_merit(scores, tie_break=tie_break, decided=decided)


def test_it_places_a_thousand_contests_as_we_do():
    luck = Random(8032)
    for _ in range(1000):
        head, lines, placings = contest(luck)
        found = verify.scores(head, lines)
        ranks = verify.ranking(found, head["rules"])
        ours = {one.entry: (one.place, one.total) for one in placings}
        assert {e: (ranks.get(e), score[0]) for e, score in found.items()} == ours


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("variances", [(90.0, 25.0, 16.0), (400.0, 300.0, 0.05), (2.0, 1.0, 60.0)])
def test_points_evened_out_are_solved_again(seed, variances):
    """With nothing but Python, to the same two decimals."""
    sheets, _ = marked(20, 9, 4, strict=(8.0, -5.0), seed=seed)
    ours, cells = Fit(Design(sheets), Variances(*variances)).adjusted, {}
    for entry, juror, total in sheets:
        cells.setdefault(entry, {})[juror] = {"a": total - 1, "b": Decimal(1)}
    told = dict(zip(("quality", "severity", "noise"), map(repr, variances), strict=True))
    found = verify.evened_out(cells, told)
    assert found.keys() == ours.keys()
    assert all(abs(found[entry] - float(points)) < 0.00501 for entry, points in ours.items())
