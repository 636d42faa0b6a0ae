"""An organiser has begun a round: teams and mentors are chosen, nobody has been asked yet."""

from typing import TYPE_CHECKING

from mentorhub.cohorts import actions
from mentorhub.cohorts.domain.assignment import Dial
from mentorhub.cohorts.models import WishKind
from mentorhub.commands.demo.content import told_on
from mentorhub.teams.models import Team

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

TITLE = "Ghép mentor đợt cuối năm (mẫu)"
NEED = (
    "Tỉnh Đoàn mời anh chị đồng hành với đội trong ba tháng tới, mỗi tháng khoảng bốn giờ. "
    "Ý tưởng của đội ở ngay bên dưới."
)
WHEN = "Tuần đầu tháng sau, đội sẽ hẹn giờ với anh chị"
MOST_TEAMS, MOST_MENTORS = 14, 16


def begin_a_round(stage: "Stage") -> None:
    """One pair is fixed and one forbidden, so that the preview has a price to tell."""
    organiser = stage.organisers[0]
    with told_on(-1):
        words = {"title": TITLE, "need": NEED, "first_meeting": WHEN}
        cohort = actions.make(stage.cast.province, **words, dial=Dial.FAIR, by=organiser)
        teams = [team.id for team in _teams(stage)]
        mentors = [mentor.id for mentor in list(stage.mentors.values())[:MOST_MENTORS]]
        actions.choose_teams(cohort, shown=teams, chosen=teams, by=organiser)
        actions.choose_mentors(cohort, shown=mentors, chosen=mentors, by=organiser)
        pairs = actions.propose(cohort, by=organiser).pairs
        if len(pairs) > 1:
            first, second = pairs[0], pairs[1]
            no, yes = WishKind.FORBIDDEN, WishKind.FIXED
            actions.wish(cohort, first.team, first.profile, kind=no, by=organiser)
            actions.wish(cohort, second.team, second.profile, kind=yes, by=organiser)


def _teams(stage: "Stage") -> list[Team]:
    return list(stage.teams.values())[:MOST_TEAMS]
