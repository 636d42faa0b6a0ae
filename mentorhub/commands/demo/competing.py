"""Four contests in four phases: published, being marked, open, and still to come."""

import random
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.commands.demo.choosing import announce
from mentorhub.commands.demo.content import content, named, on_day, told_on
from mentorhub.commands.demo.setting_up import set_up
from mentorhub.commands.demo.words import REMARKS
from mentorhub.contests.actions import draw
from mentorhub.contests.models import Contest, Juror, Shown
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Entry
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.publishing import actions as publishing
from mentorhub.publishing.domain import Decisions, Imprint

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

MARKED = (
    *("idea-02", "idea-10", "idea-13", "idea-17", "idea-20"),
    *("idea-21", "idea-22", "idea-24", "idea-25", "idea-27"),
)
DONE = 0.55
SOONER = 22
NOW_MARKED = {11: (-7, -7), 15: (-6, 6)}
"""{first day in the sample content: the days of the check, and of the marking, from today}."""
BODY = ("problem", "solution", "benefit")

FEW_READERS = "Giám khảo có liên quan đã rút khỏi bài; ba phiếu còn lại được tính."


def enter(stage: "Stage", contest: Contest, keys: Iterable[str]) -> dict[str, Entry]:
    """Each team takes its idea into the contest and submits it."""
    made = {}
    for key in keys:
        entry = begin(stage, contest, key)
        entries.submit(entry, by=entry.team.members[0].person, at=now())
        made[key] = entry
    return made


def begin(stage: "Stage", contest: Contest, key: str) -> Entry:
    """A draft from the idea, with a summary written for the jury."""
    team, idea = stage.teams[key], stage.ideas[key]
    by = team.members[0].person
    people = [m.person_id for m in team.members if _is_old_enough(m.person, contest)]
    people = people[: contest.team_max]
    entry = entries.start(contest, team=team, idea=idea, people=people, by=by)
    db.session.flush()
    words = {name: getattr(idea, name) for name in ("title", "sector", *BODY)}
    entries.save(
        entry, version=entry.version, people=people, by=by, at=now(),
        summary=f"{idea.problem} {idea.benefit}"[:600], link="", **words,
    )  # fmt: skip
    db.session.flush()
    return entry


def _is_old_enough(person: Person, contest: Contest) -> bool:
    details = person.details
    assert details is not None
    assert details.birth_year is not None
    return contest.closes_at.year - details.birth_year > (contest.age_min or 0)


def seat(stage: "Stage", contest: Contest, judges: Iterable[str]) -> dict[str, Juror]:
    """Invite each juror by link, and let them accept."""
    seats = {}
    for key in judges:
        person, told = stage.judges[key], named("judges", key)
        token = judging.invite(
            contest, label=person.display_name, address="", by=stage.organisers[0]
        )
        juror = judging.invitation(token)
        assert juror is not None
        judging.accept(juror, fields=told["fields"], knows=told["knows_vi"], by=person)
        seats[key] = juror
    return seats


def finish_hackathon(stage: "Stage") -> None:
    """The finished round of the sample content: its sheets, its two recusals, its results."""
    told = named("contests", "contest-hackathon")
    with told_on(-62):
        window = (on_day(-60, 8), on_day(-35, 23, 59))
        rubric = told["rubrics"][1]
        contest = set_up(
            stage, told, window=window, shown=Shown.TOTALS, readers=4,
            same_unit_is_conflict=False,
        )  # fmt: skip
    with told_on(-40, 20):
        made = enter(stage, contest, told["entries"])
    with told_on(-36):
        announce(stage, contest, opens=on_day(-33, 8), closes=on_day(-24, 20))
    with told_on(-25):
        seats = seat(stage, contest, told["judges"])
    with told_on(-20):
        _come_to_the_last_stage(contest, made.values())
        codes = [entry.code for entry in made.values()]
        draw(contest, contest.judged_stages[-1], codes=codes, by=stage.organisers[0])
    with told_on(-19, 9):
        contest.scoring_opened_at, contest.scoring_closes_at = on_day(-19, 8), on_day(-19, 18)
        for sheet in told["scores_final_stage"]:
            _fill(contest, seats[sheet["judge"]], made[sheet["entry"]], sheet, rubric)
    with told_on(-19, 18):
        recused = [entry.id for entry in made.values()]  # of these, those with a recusal
        judging.close_scoring(contest, by=stage.organisers[0], reason=FEW_READERS)
        judging.leave_with_few(contest, recused, reason=FEW_READERS, by=stage.organisers[0])
    with told_on(-18, 19):
        imprint = Imprint("14/QĐ-TĐ (mẫu)")
        table = publishing.prepare(contest, Decisions(), imprint, by=stage.organisers[0])
        publishing.agree(table, by=stage.organisers[1])


def _come_to_the_last_stage(contest: Contest, entries: Iterable[Entry]) -> None:
    """The sample content holds the sheets of its last stage only."""
    contest.judged_stage = len(contest.judged_stages)
    for entry in entries:
        entry.reached_stage = contest.judged_stage


def _fill(
    contest: Contest,
    juror: Juror,
    entry: Entry,
    sheet: Mapping[str, Any],
    rubric: Mapping[str, Any],
) -> None:
    """The panels of the sample content are fixed, so its cards are given out by hand."""
    assert juror.person is not None
    if sheet["status"] == "recused":
        reason = next(
            j["conflict_reason_vi"] for j in content()["judges"] if j["id"] == sheet["judge"]
        )
        judging.declare_conflict(juror, entry, reason=reason, by=juror.person)
        return
    card = Scorecard(
        contest=contest,
        juror=juror,
        entry=entry,
        stage=contest.judged_stage,
        position=entry.number or 0,
    )
    db.session.add(card)
    db.session.flush()
    points = [Decimal(str(sheet["points"][line["id"]])) for line in rubric["criteria"]]
    feedback = REMARKS[(entry.number or 0) % len(REMARKS)]
    mark(card, points, feedback=feedback, by=juror.person)


def mark(card: Scorecard, points: list[Decimal], *, feedback: str, by: Person) -> None:
    held = judged.card_to_mark(card.id)
    assert held is not None
    given: dict[UUID, Given] = {
        line.id: Given(value) for line, value in zip(card.contest.rubric_now, points, strict=True)
    }
    judging.save_marks(
        held, sheet=judged.rubric_with_marks(held), version=held.version, given=given,
        feedback=feedback, by=by,
    )  # fmt: skip
    judging.submit(held, by=by)


def begin_marking(stage: "Stage") -> None:
    """A round in full swing: three sheets an entry, about half of them in."""
    told = {
        **named("contests", "contest-ideas"),
        "id": "contest-digital",
        "title": {
            "vi": "Giải pháp số cho ấp, khóm (dữ liệu mẫu)",
            "en": "Digital solutions for hamlets (sample)",
            "fr": "Solutions numériques pour les hameaux (exemple)",
        },
    }
    told["stages"] = [_sooner(step) for step in told["stages"]]
    with told_on(-34):
        window = (on_day(-32, 8), on_day(-8, 23, 59))
        contest = set_up(stage, told, window=window)
    with told_on(-10, 20):
        enter(stage, contest, [key for key in MARKED if stage.ideas[key].is_public])
    with told_on(-6):
        seats = seat(stage, contest, [f"judge-{n}" for n in range(1, 7)])
        contest.scoring_closes_at = on_day(6, 23, 59)
        proposal = judging.propose(contest, readers=3)
        judging.hand_out(contest, readers=3, digest=proposal.digest, by=stage.organisers[0])
    _mark_some(contest, seats)


def _sooner(step: Mapping[str, Any]) -> dict[str, Any]:
    """A stage of the open contest as it lies in the one being marked: its first marking is now."""
    start, end = step["start_day"], step["end_day"]
    first, last = NOW_MARKED.get(start, (start - SOONER, end - SOONER))
    return {**step, "start_day": first, "end_day": last}


def _mark_some(contest: Contest, seats: Mapping[str, Juror]) -> None:
    luck = random.Random(17)
    for card in judged.cards_in(contest):
        juror = card.juror
        if card.is_void or juror.person is None or luck.random() > DONE:
            continue
        with told_on(-5 + luck.randrange(4), 20, luck.randrange(60)):
            points = [line.step * luck.randint(4, 10) for line in contest.rubric_now]
            mark(card, points, feedback=luck.choice(REMARKS), by=juror.person)


def take_entries(stage: "Stage") -> None:
    """The contest that is open now: most teams have submitted, the youngest still write."""
    told = named("contests", "contest-ideas")
    with told_on(-31):
        window = (on_day(-30, 8), on_day(10, 23, 59))
        contest = set_up(stage, told, window=window)
    public = [key for key in told["entries"] if stage.ideas[key].is_public]
    with told_on(-4, 20):
        enter(stage, contest, [key for key in public if key != "idea-03"])
        if "idea-03" in public:
            begin(stage, contest, "idea-03")


def announce_school_contest(stage: "Stage") -> None:
    told = named("contests", "contest-school")
    with told_on(-2):
        window = (on_day(20, 8), on_day(50, 23, 59))
        set_up(stage, told, window=window)
