"""The pages on which organisers set rules, and the page on which everybody reads them."""

from datetime import date
from decimal import Decimal

import pytest

from mentorhub.contests import actions
from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import ContestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.contests.organisers import make_organiser
from tests.contests.typed import LIMITS, PAGES, POINTS, TERMS, rounds
from tests.factories import make_person


def test_every_rule_is_typed_on_its_page_and_kept(send, contest):
    for page, typed in PAGES.items():
        assert send(page, typed).status_code == 302, page
    assert (contest.share_in_age, contest.ages_on) == ("3/4", None)
    assert contest.terms.counted_on == date(2027, 12, 31)
    assert (sorted(contest.sectors), contest.most_entries) == (["moi-truong", "y-te"], 2)
    assert (contest.leads_one, contest.unit_min, contest.unit_max) == (True, 3, 5)
    assert (contest.bonus, contest.bonus_for["en"]) == (Decimal("2.50"), "the training")
    assert [(panel.name["en"], panel.readers) for panel in contest.panels] == [("Panel A", 4)]
    assert contest.complaint_days == 7
    assert (contest.average, contest.deciding) == (Average.MEDIAN, Deciding.ADJUSTED)


def test_a_trimmed_mean_needs_five_jurors_from_either_side(send, contest):
    trimmed = POINTS | {"average": "trimmed"}
    contest.readers = 5
    assert send("points", trimmed).status_code == 409  # four in the panel
    assert send("points", trimmed | {"panels-0-readers": "5"}).status_code == 302
    assert contest.average is Average.TRIMMED
    reading = {"readers": 4, "is_blind": True, "same_unit_is_conflict": True}
    with pytest.raises(Refused):
        actions.set_criteria(
            contest, version=contest.version, criteria=[], by=make_person(), **reading
        )


def test_how_stages_are_judged_is_typed_stage_by_stage(send, contest):
    first = {"advance": "best_of_unit", "best": "2", "carried": "40", "is_drawn": "y"}
    first["is_complete"] = "y"
    assert send("rounds", rounds(contest, **first)).status_code == 302
    one, other = contest.judged_stages
    assert (one.advance, one.best, one.carried) == (Advance.BEST_OF_UNIT, 2, 40)
    assert (one.is_complete, other.is_complete) == (True, False)
    assert (one.is_drawn, other.is_drawn, other.advance) == (True, False, Advance.EVERYONE)


def test_a_shortlist_is_a_rule_that_says_how_many_and_everybody_reads_it(send, contest, browser):
    assert send("rounds", rounds(contest, advance="shortlist")).status_code == 422
    assert send("rounds", rounds(contest, advance="shortlist", best="3")).status_code == 302
    one = contest.judged_stages[0]
    assert (one.advance, one.best) == (Advance.SHORTLIST, 3)
    browser.sign_out()
    contest.state = ContestState.ANNOUNCED
    db.session.flush()
    page = browser.get(f"/contests/{contest.id}/rules").text
    assert "Sơ khảo: 3 bài cao điểm nhất đi tiếp" in page
    assert "ít nhất một trong hai mươi lần" in page


def test_moving_stages_about_takes_their_rules_along(send, contest):
    send("rounds", rounds(contest, advance="points", points="60"))
    one, other = contest.judged_stages
    rows = {}
    for number, (key, name, day) in enumerate(
        [(other.id, "Chung khảo", "2027-04-01"), (one.id, "Sơ khảo", "2027-05-01")]
    ):
        typed = {"key": key, "kind": "judging", "name_vi": name, "name_en": "", "name_fr": ""}
        typed |= {"first": day, "last": day}
        rows |= {f"stages-{number}-{name}": value for name, value in typed.items()}
    assert send("prizes", rows).status_code == 302
    db.session.expire(contest)
    kept = [(stage.id, stage.advance) for stage in contest.judged_stages]
    assert kept == [(other.id, Advance.EVERYONE), (one.id, Advance.POINTS)]


@pytest.mark.parametrize(
    ("page", "wrong", "field"),
    [
        ("terms", {"age_max": "12"}, "age_max"),
        ("terms", {"team_max": "0"}, "team_max"),
        ("terms", {"ages_on": "31/02/2027"}, "ages_on"),
        ("terms", {"share_in_age": "5/4"}, "share_in_age"),
        ("limits", {"sectors": ["bay-len-sao-hoa"]}, "sectors"),
        ("limits", {"most_entries": "0"}, "most_entries"),
        ("limits", {"most_entries": "99999999999999999999"}, "most_entries"),
        ("limits", {"unit_max": "2"}, "unit_max"),
        ("points", {"bonus": "NaN"}, "bonus"),
        ("points", {"bonus": "0"}, "bonus"),
        ("points", {"bonus": ""}, "bonus"),
        ("points", {"bonus_for_vi": ""}, "bonus_for_vi"),
        ("points", {"complaint_days": "-1"}, "complaint_days"),
        ("points", {"panels-0-readers": "0"}, "panels-0-readers"),
        ("points", {"panels-0-name_vi": ""}, "panels-0-name_vi"),
    ],
)
def test_a_rule_nobody_could_keep_is_told_beside_its_field(send, contest, page, wrong, field):
    before = contest.version
    reply = send(page, {**PAGES[page], **wrong})
    assert (reply.status_code, contest.version) == (422, before)
    assert f'href="#{field}"' in reply.text
    assert f'id="{field}-err"' in reply.text


@pytest.mark.parametrize(
    ("first", "field"),
    [
        ({"advance": "best"}, "best"),
        ({"advance": "points"}, "points"),
        ({"advance": "luck"}, "advance"),
        ({"carried": "101"}, "carried"),
        ({"pitch_minutes": "0"}, "pitch_minutes"),
    ],
)
def test_a_stage_nobody_could_judge_so_is_told_beside_its_field(send, contest, first, field):
    reply = send("rounds", rounds(contest, **first))
    assert reply.status_code == 422
    assert f'id="rounds-0-{field}-err"' in reply.text


def test_two_criteria_cannot_decide_first(send, contest):
    rows = {"readers": "3"}
    for number in range(2):
        typed = {"name_vi": "Mới", "help_vi": "?", "maximum": "10", "step": "10", "tie_order": "1"}
        typed |= {"bands_vi": "0: không\n10: có"}
        typed |= {f"{n}_{t}": "" for n in ("name", "help", "bands") for t in ("en", "fr")}
        rows |= {f"criteria-{number}-{name}": value for name, value in typed.items()}
    reply = send("criteria", rows)
    assert reply.status_code == 422
    assert 'id="criteria-1-tie_order-err"' in reply.text
    assert send("criteria", {**rows, "criteria-1-tie_order": "2"}).status_code == 302
    assert [line.tie_order for line in contest.tie_break] == [1, 2]


def test_rules_stand_once_entries_have_opened(send, contest):
    contest.opens_at = now()
    typed = {**PAGES, "rounds": rounds(contest, carried="50")}
    for page, values in typed.items():
        reply = send(page, values)
        assert reply.status_code == 409
        assert "giữ nguyên" in reply.text
    contest.state = ContestState.DRAFT
    assert send("limits", LIMITS).status_code == 302


def test_the_list_of_parts_says_which_rules_stand(browser, contest, organiser):
    browser.sign_in(organiser).speak("en")
    address = f"/contests/{contest.id}"
    fixed = "Fixed since entries opened"
    db.session.commit()
    assert fixed not in browser.get(f"{address}/prepare").text
    contest.opens_at = now()
    db.session.commit()
    shown = browser.get(f"{address}/prepare").text
    for name in ("terms", "limits", "documents", "lateness", "rounds", "points"):
        row = shown.partition(f'href="{address}/{name}"')[2].partition("</li>")[0]
        assert fixed in row, name


def test_a_page_opened_before_another_was_saved_overwrites_nothing(send, contest):
    stale = contest.version
    assert send("limits", LIMITS).status_code == 302
    reply = send("points", {**POINTS, "version": stale})
    assert reply.status_code == 409
    assert contest.bonus is None


@pytest.mark.parametrize("path", ["", "/rules"])
def test_everybody_reads_each_rule_as_a_sentence(browser, send, contest, path):
    browser.speak("en")
    for page, typed in PAGES.items():
        send(page, typed)
    send("rounds", rounds(contest, advance="best", best="10", pitch_minutes="5", is_drawn="y"))
    browser.sign_out()
    page = browser.speak("en").get(f"/contests/{contest.id}{path}").text
    for sentence in (
        "At least 3/4 of the people in the entry are 16 to 35 years old on 31/12/2027.",
        "An entry is the work of one person or of up to 3 people.",
        "Each person takes part in at most 2 entries, each with another team.",
        "Nobody leads the teams of two entries.",
        "Number of entries from each unit: 3 to 5.",
        "Panel A: 4 jurors mark each entry heard there.",
        "Sơ khảo: the best 10 entries go on, with any equal to the last of them.",
        "Sơ khảo: 5 minutes to present.",
        "Sơ khảo: the order is drawn by lot",
        "An entry needs at least 50 points for a place.",
        "up to 2.5 extra points for the training.",
        "Working days for complaints after the results: 7.",
        "Everyone sees places, prizes and total scores.",
    ):
        assert sentence in page, sentence


def test_another_day_for_ages_says_what_is_not_known(browser, send, contest):
    browser.speak("en")
    assert send("terms", {**TERMS, "ages_on": "2027-06-01"}).status_code == 302
    page = browser.sign_out().speak("en").get(f"/contests/{contest.id}").text
    assert "years old on 01/06/2027." in page
    assert "Only years of birth are known" in page


def test_a_copy_takes_every_rule_along(send, contest, browser, organiser):
    for page, typed in PAGES.items():
        send(page, typed)
    texts = dict.fromkeys(("title", "summary", "rules_text", "host"), contest.title)
    window = {"opens_at": contest.opens_at, "closes_at": contest.closes_at}
    copy = actions.set_up(contest.unit, like=contest, by=organiser, **window, **texts)
    db.session.flush()
    assert copy.limits == contest.limits
    assert copy.points == contest.points
    assert copy.reading == contest.reading
    assert copy.terms == contest.terms


@pytest.mark.parametrize("page", ["limits", "points", "rounds"])
def test_only_organisers_set_rules(browser, contest, organiser, page):
    address = f"/contests/{contest.id}/{page}"
    assert browser.get(address).status_code == 302
    for stranger in (make_person(), make_organiser("Khác")):
        browser.sign_in(stranger)
        db.session.commit()
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404
    assert browser.sign_in(organiser).get(address).status_code == 200
