"""What a team reads of each stage of judging: its own means, how many got less, the remarks."""

import re
from decimal import Decimal

import pytest

from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import RubricLine, Shown
from mentorhub.judging import actions as judging
from mentorhub.judging.queries import stages_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.permissions import can
from mentorhub.publishing import actions, queries, rules
from tests.factories import make_card, make_entry, make_juror, make_person, make_table, make_team
from tests.judging.two_stages import go_on, stage
from tests.publishing.conftest import contest_of, hand_in

KEPT, HELD, LATER = "Cần đo trước và sau.", "Tôi là thầy của em Hạ.", "Phần trình bày rất rõ."
STAYED, FINALIST = 3, 0  # of six: entries are in the order of their points


@pytest.fixture
def contest(outside, first, second):
    contest = contest_of(first, second)
    contest.shown = Shown.TOTALS
    best_two = stage("Sơ khảo", 1, advance=Advance.BEST, best=2, carried=40)
    contest.stages += [best_two, stage("Chung khảo", 2)]
    return contest


@pytest.fixture
def seats(contest):
    return [make_juror(contest, make_person(f"Giám Khảo {n}", age=40)) for n in range(2)]


@pytest.fixture
def entries(contest, request):
    """Six, or as many as a test asks for."""
    number = getattr(request, "param", 6)
    return [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(number)]


@pytest.fixture
def halfway(contest, seats, entries, first, second):
    """Two entries are in the final; one that stayed behind has two remarks."""
    remarks = iter((KEPT, HELD))
    for number, juror in enumerate(seats):
        for at, entry in enumerate(entries):
            card = make_card(juror, entry)
            hand_in(card, 20 - 2 * at + number, Decimal("9.5") - at)
            card.feedback = next(remarks) if at == STAYED else ""
    judging.close_scoring(contest, by=first)
    go_on(contest, first, second)
    db.session.flush()
    return contest


@pytest.fixture
def over(halfway, seats, entries, first):
    for number, juror in enumerate(seats):
        for at, entry in enumerate(entries[:2]):
            card = make_card(juror, entry, stage=2)
            hand_in(card, 13 + at - number, Decimal(8))
            card.feedback = LATER if (number, at) == (0, FINALIST) else ""
    judging.close_scoring(halfway, by=first)
    db.session.flush()
    [held] = [card for card, _held in queries.remarks_in(halfway) if card.feedback == HELD]
    assert can(first, rules.HOLD, held)
    actions.hold(held, reason="Lộ người chấm.", by=first)
    db.session.flush()
    return halfway


@pytest.fixture
def out(over, first, second):
    table = make_table(over, by=first)
    db.session.flush()
    actions.agree(table, by=second)
    db.session.commit()
    return table


@pytest.fixture
def read(browser):
    """(the stage that was over before the others, the whole page) as a member reads it."""

    def ask(entry):
        browser.sign_in(entry.team.members[0].person).speak("en")
        shown = browser.get(f"/entries/{entry.id}/result").text
        main = shown.partition("<main")[2].partition("</main>")[0]
        return main.partition('aria-labelledby="stage-1"')[2].partition("</section>")[0], main

    return ask


def criterion(name, most, **facts):
    words = {"name": Translated(vi=name), "help": Translated(vi="")}
    return RubricLine(position=2, max_points=Decimal(most), step=Decimal(1), **words, **facts)


def cells_of(section):
    rows = re.findall(r"<tr>(.*?)</tr>", section.partition("<tbody>")[2], re.DOTALL)
    return [re.findall(r">([^<>]+)<", row) for row in rows]


def test_who_stayed_behind_reads_means_percentages_and_remarks(out, entries, read):
    section, page = read(entries[STAYED])
    assert "Sơ khảo" in section
    assert "21.00 points, place 4" in section
    assert cells_of(section) == [
        ["Criterion 1", "14.50", "30", "40%"],
        ["Criterion 2", "6.50", "20", "40%"],
    ]
    assert KEPT in section
    assert HELD not in page
    assert page.count("<blockquote") == 1
    assert ("Chung khảo" in page, "not placed" in page) == (False, False)


def test_who_went_on_reads_each_stage_apart(out, entries, read):
    section, page = read(entries[FINALIST])
    assert "30.00 points, place 1" in section
    assert [row[1:4:2] for row in cells_of(section)] == [
        ["20.50", "100%"],
        ["9.50", "100%"],
    ]
    assert LATER not in section
    final = page.partition('aria-labelledby="stage-1"')[0]
    assert [row[1:] for row in cells_of(final)] == [["12.50", "30"], ["8.00", "20"]]
    assert "Chung khảo" in final
    assert LATER in final


def test_nobody_reads_the_means_of_another(out, entries, seats, browser, first):
    address = f"/entries/{entries[STAYED].id}/result"
    rivals = [entries[n].team.members[0].person for n in (0, 4)]
    for person in (*rivals, seats[0].person, first, make_person("Người Lạ")):
        assert browser.sign_in(person).get(address).status_code == 404
    browser.sign_out()
    assert browser.get(address).status_code in (302, 404)
    files = [f"/results/tables/{out.id}/{name}" for name in ("table.csv", "results.jsonl")]
    for public in (f"/results/{out.contest_id}", *files):
        reply = browser.get(public)
        assert reply.status_code == 200
        for told in ("14.50", "14,50", KEPT, str(entries[STAYED].id)):
            assert told not in reply.text


def test_before_the_results_a_team_reads_nothing_of_it(over, entries, first, second, browser):
    team = entries[STAYED].team.members[0].person
    browser.sign_in(team).speak("en")
    table = make_table(over, by=first)
    db.session.commit()
    own = f"/entries/{entries[STAYED].id}"
    assert browser.get(f"{own}/result").status_code == 404
    for told in ("14.50", "21.00", KEPT):
        assert told not in browser.get(own).text
    actions.agree(table, by=second)
    db.session.commit()
    assert "14.50" in browser.get(f"{own}/result").text


def test_a_stage_from_before_means_were_kept_tells_total_and_place(out, entries, read):
    for entry in entries:
        stages_of(entry)[0].means = {}
    db.session.commit()
    section, _page = read(entries[STAYED])
    assert "21.00 points, place 4" in section
    assert "no means by criterion were kept" in section
    assert "<table" not in section
    assert KEPT in section


@pytest.mark.parametrize(("entries", "better_than"), [(5, ["25%"]), (4, [])], indirect=["entries"])
def test_beside_few_others_there_is_no_percentage(out, entries, read, better_than):
    """Beside four there is one, beside three none."""
    section, _page = read(entries[STAYED])
    assert [row[1:] for row in cells_of(section)] == [
        ["14.50", "30", *better_than],
        ["6.50", "20", *better_than],
    ]
    assert ("Better than" in section) is bool(better_than)


def test_criteria_that_were_changed_since_still_name_what_was_marked(out, entries, read):
    first, second = out.contest.rubric
    second.retired_at = now()
    again = criterion("Khác", 50, contest_id=out.contest_id)
    db.session.add(again)
    db.session.commit()
    db.session.expire(out.contest, ["rubric"])
    assert [line.id for line in out.contest.rubric] == [first.id, again.id]
    section, page = read(entries[STAYED])
    assert [row[0] for row in cells_of(section)] == ["Criterion 1", "Criterion 2"]
    assert "Khác" not in page
    assert "points of" not in read(entries[FINALIST])[1]  # they hold what was carried


def test_a_stage_with_criteria_of_its_own_is_read_by_these(seats, entries, first, second, read):
    contest = entries[0].contest
    contest.rubric[1].stage = 1
    contest.rubric.append(criterion("Thuyết trình", 70, stage=2))
    db.session.flush()
    for at, entry in enumerate(entries):
        hand_in(make_card(seats[0], entry), 20 - at, 9)
    judging.close_scoring(contest, by=first)
    go_on(contest, first, second)
    for entry in entries[:2]:
        hand_in(make_card(seats[0], entry, stage=2), 13, 61)
    judging.close_scoring(contest, by=first)
    table = make_table(contest, by=first)
    db.session.flush()
    actions.agree(table, by=second)
    db.session.commit()
    assert [row[:2] for row in cells_of(read(entries[STAYED])[0])] == [
        ["Criterion 1", "17.00"],
        ["Criterion 2", "9.00"],
    ]
    section, page = read(entries[FINALIST])
    assert [row[0] for row in cells_of(section)] == ["Criterion 1", "Criterion 2"]
    final = page.partition('aria-labelledby="stage-1"')[0]
    assert [row[:2] for row in cells_of(final)] == [
        ["Criterion 1", "13.00"],
        ["Thuyết trình", "61.00"],
    ]
    assert "points of" not in final


def test_a_finalist_without_a_place_is_told_so(out, entries, read):
    place = queries.place_of(entries[FINALIST])
    db.session.delete(place)
    db.session.commit()
    section, page = read(entries[FINALIST])
    assert "20.50" in section
    assert "This entry was not placed." in page
    assert page.count(LATER) == 1
