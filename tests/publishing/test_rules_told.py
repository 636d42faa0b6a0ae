"""Each rule by which sheets become points: told in the ledger, counted again by a stranger."""

import json
from decimal import Decimal

import pytest

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.models import Award
from mentorhub.judging.models import CardState
from mentorhub.platform import signing
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions, queries
from mentorhub.publishing.actions.ledgers import signed
from mentorhub.publishing.data import verify
from tests.factories import make_card, make_entry, make_juror, make_person, make_table
from tests.publishing.conftest import contest_of

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def key():
    return verify.base64.b64decode(signing.verifier_key().rsplit("+", 1)[1])[1:]


@pytest.fixture
def begun(first, second):
    """A contest with two prizes, closed before any sheet."""
    contest = contest_of(first, second)
    contest.awards.append(Award(position=1, name=Translated(vi="Giải Nhì"), count=1))
    contest.scoring_closed_at = now()
    return contest


def mark(contest, *, entries, jurors, readers):
    """Every other juror is strict; each entry is read by `readers` of them in turn."""
    seats = [make_juror(contest, make_person(f"Người chấm {n}", age=40)) for n in range(jurors)]
    for place in range(entries):
        entry = make_entry(contest=contest, title=f"Bài số {place}")
        for step in range(readers):
            n = (place + step) % jurors
            points = [14 + place - 6 * (n % 2), 5 + place * n % 3]
            make_card(seats[n], entry, points, state=CardState.SUBMITTED, submitted_at=now())
    db.session.flush()


def prepared(contest, by, **facts):
    publication = make_table(contest, **facts, by=by)
    db.session.flush()
    return publication, queries.ledger_of(publication).text


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


def holds(lines, key):
    """After we ourselves signed what was changed, with a digest that fits the places."""
    places = [line for line in lines if line["type"] == "place"]
    table = [{k: v for k, v in one.items() if k not in ("type", "award")} for one in places]
    whole = {"contest": lines[0]["contest"], "places": table}
    held = sorted(lines[0]["rules"]["withheld"])
    digest = verify.canonical({**whole, **({"withheld": held} if held else {})})
    lines[-2]["digest"] = verify.sha256(digest).hexdigest()
    text = signed("".join(verify.canonical(line).decode() + "\n" for line in lines[:-1]))
    try:
        return verify.check(text.encode(), key)
    except ValueError:
        return ""


@pytest.mark.parametrize("average", Average)
def test_a_stranger_counts_every_average_again(begun, first, key, average):
    mark(begun, entries=6, jurors=7, readers=5)
    best = next(iter(queries.submitted_entries(begun).values()))
    best.penalty, best.bonus, begun.average = Decimal("2.50"), Decimal(1), average
    _, text = prepared(begun, first)
    lines = lines_of(text)
    assert lines[0]["rules"]["average"] == average
    assert verify.check(text.encode(), key).startswith("6 places follow from 30 sheets")
    told = next(line for line in lines if line["type"] == "entry" and "penalty" in line)
    assert (told["penalty"], told["bonus"]) == ("2.50", "1.00")
    assert holds(lines, key)
    told["penalty"] = "0.50"
    assert not holds(lines, key)
    told["penalty"] = "2.50"
    lines[0]["rules"]["average"] = "median" if average is not Average.MEDIAN else "mean"
    assert not holds(lines, key)


def test_a_stranger_solves_evened_out_points_again(begun, first, second, key):
    mark(begun, entries=12, jurors=8, readers=4)
    begun.deciding = Deciding.ADJUSTED
    publication, text = prepared(begun, first)
    lines = lines_of(text)
    rules = lines[0]["rules"]
    assert (rules["deciding"], rules["variances"]) == ("adjusted", publication.basis["variances"])
    assert "taken as told" not in verify.check(text.encode(), key)
    entry = next(one for one in lines if one["type"] == "entry")
    place = next(one for one in lines if one["type"] == "place" and one["entry"] == entry["entry"])
    assert entry["adjusted"] == place["total"]
    assert holds(lines, key)
    entry["adjusted"] = place["total"] = str(Decimal(place["total"]) + Decimal("0.02"))
    assert not holds(lines, key)
    actions.agree(publication, by=second)
    assert begun.is_published


def test_with_few_jurors_evened_out_points_are_taken_as_told(begun, first, key):
    """Who marked which entries would tell who they are: names change, no model is shown."""
    mark(begun, entries=12, jurors=6, readers=3)
    begun.deciding = Deciding.ADJUSTED
    _, text = prepared(begun, first)
    lines = lines_of(text)
    assert {one["juror"] for one in lines if one["type"] == "sheet"} == {"J1", "J2", "J3"}
    assert "taken as told" in verify.check(text.encode(), key)
    del next(one for one in lines if one["type"] == "entry")["adjusted"]
    assert not holds(lines, key)


def test_a_withheld_prize_stands_in_the_ledger_without_its_reason(begun, first, key):
    mark(begun, entries=3, jurors=4, readers=4)
    award, why = begun.awards[0], "Chưa bài nào xứng giải Nhất"
    publication, text = prepared(begun, first, withheld=[award.id], withheld_reason=why)
    lines = lines_of(text)
    assert lines[0]["rules"]["withheld"] == {str(award.id): "Giải Nhất"}
    assert why not in text
    assert publication.digest in verify.check(text.encode(), key)
    lines[0]["rules"]["withheld"] = {}
    lines = [one for one in lines if one["type"] != "signature"]
    text = signed("".join(verify.canonical(line).decode() + "\n" for line in lines))
    with pytest.raises(ValueError, match="fingerprint"):
        verify.check(text.encode(), key)


def test_a_table_waits_anew_when_the_rule_changed_under_it(begun, first, second):
    mark(begun, entries=3, jurors=4, readers=4)
    publication, _ = prepared(begun, first)
    begun.average = Average.TRIMMED  # of four sheets it gives the same points
    with pytest.raises(Refused):
        actions.agree(publication, by=second)
