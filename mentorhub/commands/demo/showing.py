"""A show whose jury walks from stand to stand: ballots beside the scoresheets, and what they say.

Its scoring is closed and its results are not out yet: organisers read the heat map, the order by
ballots and the draft. The contest that is being marked has ballots too, some locked and one begun.
"""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mentorhub.ballots import actions, queries
from mentorhub.ballots.models import Ranking
from mentorhub.commands.demo.competing import enter, mark, seat
from mentorhub.commands.demo.content import named, on_day, text, told_on
from mentorhub.commands.demo.setting_up import set_up
from mentorhub.commands.demo.words import REMARKS
from mentorhub.contests.models import Contest, Juror
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged
from mentorhub.platform.db import db

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

STANDS = ("idea-02", "idea-05", "idea-15", "idea-21", "idea-24", "idea-30")
QUALITY = (8, 6, 9, 5, 7, 7)
"""Of ten, in the order of the stands; jurors differ by at most two from it."""
JURORS = 5
SEEN = 4
STAGES = (("submission", -20, -6), ("judging", -3, -1), ("publish", 4, 4), ("complaint", 4, 9))


def show_stands(stage: "Stage") -> None:
    """Everybody's sheets are in; each juror saw most stands, and all ballots but one are locked."""
    contest = _announced(stage)
    with told_on(-8, 20):
        made = enter(stage, contest, [key for key in STANDS if stage.ideas[key].is_public])
    with told_on(-5):
        seats = seat(stage, contest, [f"judge-{n}" for n in range(1, JURORS + 1)])
    with told_on(-3, 8):
        contest.scoring_closes_at = on_day(-1, 18)
        proposal = judging.propose(contest, readers=3)
        judging.hand_out(contest, readers=3, digest=proposal.digest, by=stage.organisers[0])
        ranking = actions.choose(contest, by=stage.organisers[0])
    worth = dict(zip((entry.id for entry in made.values()), QUALITY, strict=False))
    with told_on(-2, 15):
        _mark(contest, worth)
        _order(ranking, list(seats.values()), worth, locked=JURORS - 1)
    with told_on(-1, 18):
        judging.close_scoring(contest, by=stage.organisers[0])


def begin_ballots(stage: "Stage") -> None:
    """Where sheets are marked now: three jurors have locked, the one to sign in as has begun."""
    contest = stage.contests["contest-digital"]
    with told_on(-5):
        ranking = actions.choose(contest, by=stage.organisers[0])
    first, *others = [one for one in judged.panel_of(contest) if one.is_sitting]
    with told_on(-1, 16):
        _order(ranking, others[:3], {}, locked=3)
        _order(ranking, [first], {}, locked=0)


def _announced(stage: "Stage") -> Contest:
    told: dict[str, Any] = {
        **named("contests", "contest-ideas"),
        "id": "contest-show",
        "title": text(
            "Ngày hội trưng bày ý tưởng (dữ liệu mẫu)",
            "Show of ideas (sample)",
            "Salon des idées (exemple)",
        ),
    }
    steps = {step["kind"]: step for step in told["stages"]}
    told["stages"] = [
        {**steps[kind], "start_day": first, "end_day": last} for kind, first, last in STAGES
    ]
    with told_on(-21):
        window = (on_day(-20, 8), on_day(-6, 23, 59))
        return set_up(stage, told, window=window)


def _mark(contest: Contest, worth: Mapping[Any, int]) -> None:
    luck = random.Random(26)
    for card in judged.cards_in(contest):
        if card.juror.person is None:
            continue
        given = [worth[card.entry_id] + luck.randint(-2, 1) for _line in contest.rubric_now]
        points = [
            line.step * Decimal(one) for line, one in zip(contest.rubric_now, given, strict=True)
        ]
        mark(card, points, feedback=luck.choice(REMARKS), by=card.juror.person)


def _order(
    ranking: Ranking, jurors: Sequence[Juror], worth: Mapping[Any, int], *, locked: int
) -> None:
    """The stands a juror came to, the better ones mostly before the others."""
    luck = random.Random(51)
    for number, juror in enumerate(jurors):
        choice = queries.choice_of(juror, ranking.contest)
        seen = luck.sample(choice, min(SEEN, len(choice)))
        seen.sort(key=lambda entry: -worth.get(entry.id, 0) + luck.random() * 2)
        assert juror.person is not None
        codes = [entry.code for entry in seen]
        ballot = actions.arrange(ranking, codes, key="sample", version=0, by=juror.person)
        if number < locked:
            actions.lock_ballot(ranking, version=ballot.reached, by=juror.person)
        db.session.flush()
