"""What a first round carried into the final is counted again by strangers, from its own sheets."""

import json
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.judging.models import StageResult
from mentorhub.judging.queries import panel_of
from mentorhub.platform.db import db
from mentorhub.publishing import queries
from mentorhub.publishing.actions.ledgers import signed
from mentorhub.publishing.data import verify
from mentorhub.publishing.models import Publication
from mentorhub.publishing.views.minutes import facts_of
from tests.factories import make_table
from tests.publishing.test_ledger import holds, lines_of, signing_key


def ledger_of(contest, by):
    table = make_table(contest, by=by)
    db.session.flush()
    return queries.ledger_of(table).text


def signed_again(lines):
    return signed("".join(verify.canonical(line).decode() + "\n" for line in lines))


@pytest.mark.parametrize(("jurors", "opened"), [(2, 0), (4, 16)])
def test_a_stranger_counts_both_rounds(played, first, jurors, opened):
    """With two jurors their names change from entry to entry, with four each opens its leaves."""
    contest, entries = played(jurors)
    text = ledger_of(contest, first)
    told = verify.check(text.encode(), signing_key())
    assert f"2 places follow from {4 * jurors} sheets; {opened} of these" in told
    assert "as told" not in told
    head, *lines = lines_of(text)
    assert head["earlier"] == [[1, 40]]
    assert {line["entry"] for line in lines if "entry" in line} == {str(e.id) for e in entries[:2]}
    brought = {line["entry"]: line["carried"] for line in lines if line["type"] == "entry"}
    mean = Decimal("29.5") + Decimal(jurors - 1) / 2
    assert brought[str(entries[0].id)] == f"{mean * Decimal('0.4'):.2f}"
    assert not any(juror.id.hex in text.replace("-", "") for juror in panel_of(contest))


def test_a_stranger_counts_each_round_by_its_own_criteria(played, first):
    """Also where the final has others; without them told, nothing would follow."""
    contest, _entries = played(4, own_criteria=1)
    text = ledger_of(contest, first)
    told = verify.check(text.encode(), signing_key())
    assert "2 places follow from 16 sheets; 16 of these" in told
    assert "as told" not in told
    head, *lines = lines_of(text)
    assert [one["max"] for one in head["rubric"]] == ["30.00", "80.00"]
    assert [one["max"] for one in head["rubrics"]["1"]] == ["30.00", "20.00"]
    marked = {line.get("stage"): line["points"] for line in lines if line["type"] == "sheet"}
    keys = [{str(line.id) for line in contest.rubric_in(number)} for number in (1, 2)]
    assert [marked[1].keys(), marked[None].keys()] == keys
    del head["rubrics"]
    with pytest.raises(ValueError, match="does not mark every criterion"):
        verify.check(signed_again([head, *lines[:-1]]).encode(), signing_key())
    told = "".join(facts_of(db.session.scalars(select(Publication)).one())["sections"][0]["lines"])
    assert "Sơ khảo · Tiêu chí 2" in told
    assert "Chung khảo · Thuyết trình" in told


def test_whoever_holds_the_key_cannot_forge_a_first_round(played, first):
    contest, _entries = played(2)
    lines = lines_of(ledger_of(contest, first))[:-1]
    assert holds(signed_again(lines), signing_key())
    at = next(n for n, line in enumerate(lines) if line.get("stage") == 1)
    first_round = json.loads(json.dumps(lines))
    criterion = next(iter(first_round[at]["points"]))
    first_round[at]["points"][criterion] = "1.00"
    with pytest.raises(ValueError, match="brings"):
        verify.check(signed_again(first_round).encode(), signing_key())
    without = [line for n, line in enumerate(lines) if n != at]
    with pytest.raises(ValueError, match="brings"):
        verify.check(signed_again(without).encode(), signing_key())


def test_points_that_no_sheet_shows_are_said_to_be_taken_as_told(played, first):
    contest, _entries = played(2)
    lines = lines_of(ledger_of(contest, first))[:-1]
    bare = [line for line in lines if line.get("stage") != 1]
    told = verify.check(signed_again(bare).encode(), signing_key())
    assert "What 2 entries bring along from earlier stages is taken as told." in told


def test_a_first_round_whose_points_were_evened_out_is_told(played, first):
    """Its sheets do not give what was brought along: they would only mislead."""
    contest, _entries = played(2)
    rows = select(StageResult).where(StageResult.contest_id == contest.id)
    for kept in db.session.scalars(rows):
        kept.total += Decimal("0.30")
    text = ledger_of(contest, first)
    assert "earlier" not in lines_of(text)[0]
    assert "What 2 entries bring along" in verify.check(text.encode(), signing_key())
