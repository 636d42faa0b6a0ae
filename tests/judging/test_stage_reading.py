"""A stage read by another number of jurors, and with or without names, than the contest says."""

from types import SimpleNamespace

import pytest

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.counting import Average
from mentorhub.contests.domain.stages import StageReading
from mentorhub.contests.models import Amendment, Change, ContestState, Panel
from mentorhub.entries.rules import judges_without_names
from mentorhub.judging import actions, queries
from mentorhub.papers.queries import as_judged
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.voting.models import PublicVote
from tests.factories import make_card, make_juror, make_person
from tests.judging.test_desk import address
from tests.judging.test_rubric_by_two import READING, criterion
from tests.judging.two_stages import go_on

TEAM = "Đội 1"


@pytest.fixture(autouse=True)
def english(app):
    with in_language("en"):
        yield


def read(contest, *stages):
    """What its stages say themselves, in their order: (readers, is_blind)."""
    for stage, (readers, is_blind) in zip(contest.judged_stages, stages, strict=True):
        stage.readers, stage.is_blind = readers, is_blind
    db.session.flush()


def crossed(contest, organisers, *stages):
    read(contest, *stages)
    go_on(contest, *organisers)


def test_the_final_is_handed_to_as_many_jurors_as_it_says_itself(closed, organisers, only_juror):
    """One reader in the first stage stays one; the final promises three, and gets no fewer."""
    for number in range(3):
        make_juror(closed, make_person(f"Giám khảo {number}", age=50))
    crossed(closed, organisers, (None, None), (3, None))
    with pytest.raises(Refused, match="promise each entry 3 readers"):
        actions.propose(closed, readers=closed.readers)
    assert queries.readers_given(closed) == 3
    given = actions.propose(closed, readers=3)
    assert actions.hand_out(closed, readers=3, digest=given.digest, by=organisers[0]) == 6


def test_a_first_stage_of_its_own_asks_no_more_than_it_says(twice, four, only_juror, organisers):
    twice.readers = 3
    with pytest.raises(Refused, match="promise each entry 3 readers"):
        actions.propose(twice, readers=1)
    read(twice, (1, None), (None, None))
    given = actions.propose(twice, readers=1)
    assert actions.hand_out(twice, readers=1, digest=given.digest, by=organisers[0]) == 4
    assert [one for one in queries.readings_in(twice, without=()) if one.short] == []


def test_the_page_of_handing_out_offers_the_number_of_the_stage(browser, closed, organisers):
    crossed(closed, organisers, (None, None), (2, None))
    page = browser.sign_in(organisers[0]).get(f"/contests/{closed.id}/assignment").text
    assert 'min="2"' in page
    assert (
        "The rules promise 2 readers."
        in browser.speak("en").get(f"/contests/{closed.id}/assignment").text
    )


def test_before_panels_the_number_of_the_panel_holds(closed, organisers):
    closed.judged_stages[1].pitch_minutes = 5
    panel = Panel(position=0, name=Translated(vi="Hội đồng A"), readers=2)
    closed.panels.append(panel)
    crossed(closed, organisers, (None, None), (5, None))
    for number in range(3):
        make_juror(closed, make_person(f"Giám khảo {number}", age=50)).panel = panel
    for juror in queries.panel_of(closed):
        juror.panel = panel
    db.session.flush()
    assert actions.propose(closed, readers=2).readers == 2


def pages(browser, juror, card):
    browser.sign_in(juror.person)
    return [browser.get(url).text for url in ("/judging", address(card))]


@pytest.mark.parametrize(("first", "final"), [(True, False), (False, True)])
def test_names_stand_on_the_sheets_of_the_stage_that_shows_them(
    browser, closed, four, organisers, only_juror, first, final
):
    """Also on a sheet of the first stage: while the final is read without names, it tells none."""
    old = queries.card_of(only_juror, four[1])
    closed.scoring_closed_at = None
    read(closed, (None, first), (None, final))
    assert any(TEAM in page for page in pages(browser, only_juror, old)) is not first
    closed.scoring_closed_at = now()
    go_on(closed, *organisers)
    new = make_card(only_juror, four[1], stage=2)
    assert any(TEAM in page for page in pages(browser, only_juror, new)) is not final
    assert any(TEAM in page for page in pages(browser, only_juror, old)) is not final


def test_files_are_handed_over_without_their_names_where_the_stage_is_read_so(
    closed, four, organisers
):
    paper = SimpleNamespace(slot="", file=SimpleNamespace(name="Nguyễn Văn An.pdf"))
    read(closed, (None, False), (None, True))
    assert [one.name for one in as_judged(four[1], [paper])] == ["Nguyễn Văn An.pdf"]
    go_on(closed, *organisers)
    assert [one.name for one in as_judged(four[1], [paper])] == [f"{four[1].code}-1.pdf"]


def test_who_organises_and_judges_sees_no_names_while_a_stage_without_them_is_to_come(
    closed, organisers, only_juror
):
    """And nobody at all does on the page of the public vote."""
    asked = only_juror.person
    vote = PublicVote(contest=closed)
    seen = []
    for stages in [(False, False), (False, True), (True, False)]:
        read(closed, *((None, one) for one in stages))
        seen.append((judges_without_names(asked, closed), vote.names_teams))
    assert seen == [(False, True), (True, False), (True, False)]
    go_on(closed, *organisers)
    assert (judges_without_names(asked, closed), vote.names_teams) == (False, True)


def test_the_preview_shows_each_stage_as_it_is_read(browser, twice, organisers):
    twice.state = ContestState.DRAFT
    read(twice, (None, True), (None, False))
    browser.sign_in(organisers[0]).speak("en")
    url = f"/contests/{twice.id}/preview/sheet"
    told = ["Name of the team" in browser.get(f"{url}{part}").text for part in ("", "?stage=2")]
    assert told == [False, True]
    assert browser.get(f"{url}?stage=99").status_code == 200


def test_one_alone_changes_it_until_the_first_mark_then_two(closed, organisers):
    """Nobody's page changes before the second person agrees; what is agreed to is announced."""
    final = closed.judged_stages[1]
    own = {final.id: StageReading(2, False)}
    criteria = [criterion("Tiêu chí 1", 30), criterion("Tiêu chí 2", 20)]
    facts = {"criteria": criteria, "reason": "Chung khảo cần đông hơn", "by": organisers[0]}
    contests.set_criteria(closed, version=closed.version, by_stage=own, **facts, **READING)
    db.session.flush()
    assert (final.readers, final.is_blind) == (2, False)
    (change,) = db.session.query(Change).all()
    assert {part["rule"] for part in change.parts} >= {"readers", "names"}
    assert "Chung khảo: 2 jurors read each entry, each alone." in [
        said["en"] for part in change.parts for said in part["after"]
    ]
    closed.rubric[0].locked_at = now()
    closed.scoring_closed_at = None
    db.session.flush()
    more = {final.id: StageReading(5, None)}
    version = {"version": closed.version, "by_stage": more}
    with pytest.raises(Refused, match="second person must agree"):
        contests.set_criteria(closed, **version, **facts, **READING)
    asked = contests.propose_criteria(closed, **version, **facts, **READING)
    db.session.flush()
    assert (final.readers, final.is_blind) == (2, False)
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree_to_criteria(asked, by=organisers[0])
    actions.agree_to_criteria(asked, by=organisers[1])
    assert (final.readers, final.is_blind) == (5, None)
    assert db.session.query(Amendment).count() == 1


def test_a_stage_of_another_contest_is_no_place_for_a_rule(twice, organisers):
    elsewhere = {make_person().id: StageReading(2, None)}
    with pytest.raises(Refused, match="changed the stages"):
        contests.set_criteria(
            twice, version=twice.version, criteria=[], by_stage=elsewhere, reason="?",
            by=organisers[0], **READING,
        )  # fmt: skip


def test_a_stage_with_too_few_jurors_cannot_be_trimmed(twice, organisers):
    twice.average, twice.readers = Average.TRIMMED, 5
    db.session.flush()
    few = {twice.judged_stages[0].id: StageReading(4, None)}
    with pytest.raises(Refused, match="at least 5 jurors"):
        contests.set_criteria(
            twice, version=twice.version, criteria=[], by_stage=few, reason="?",
            by=organisers[0], **{**READING, "readers": 5},
        )  # fmt: skip
