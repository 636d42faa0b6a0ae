"""Teams are founded, ideas are written, sent and answered, and some are in use."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.models import Person
from mentorhub.commands.demo.cast import ADDRESS, ROLES, unit
from mentorhub.commands.demo.content import content, named, told_on
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.domain.changes import Change
from mentorhub.ideas.models import Maturity, Visibility
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.teams import actions as teams
from mentorhub.teams.models import Team
from mentorhub.teams.queries import invitation_behind

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

OWN_TEAM = "idea-03"  # the team of the young person one signs in as
WAITING = (
    (
        {
            "vi": "Tủ sấy cá khô bằng nắng cho tổ phụ nữ",
            "en": "A solar cabinet for drying fish",
            "fr": "Une armoire solaire pour sécher le poisson",
        },
        "Cá phơi ngoài sân gặp mưa là hỏng, ruồi đậu nhiều, bán không được giá.",
        "Đóng tủ gỗ có mái kính và quạt nhỏ chạy pin mặt trời, thử trước một cái ở tổ phụ nữ.",
        "Hai mươi hộ làm khô bán được quanh năm, khô sạch hơn và ít phải bỏ.",
    ),
    (
        {
            "vi": "Lịch bơm nước chung cho cánh đồng",
            "en": "A shared pumping calendar for the fields",
            "fr": "Un calendrier commun de pompage",
        },
        "Mỗi hộ bơm một giờ khác nhau, kênh cạn thì hộ cuối không có nước.",
        "Cả tổ ghi giờ bơm lên một trang lịch chung trên điện thoại và bảng ở nhà văn hóa ấp.",
        "Bốn mươi hộ cuối kênh có nước đúng lịch, đỡ tiền dầu và đỡ cãi nhau.",
    ),
)
VERDICTS = {"approved": "approve", "applied": "approve", "needs_info": "ask_for_more"}


def found_teams(stage: "Stage") -> None:
    for position, idea in enumerate(content()["ideas"]):
        with told_on(-100 + position):
            stage.teams[idea["id"]] = _found(stage, idea)


def _found(stage: "Stage", idea: dict[str, Any]) -> Team:
    home, ages = unit(idea["unit_code"]), idea["team"]["ages"]
    owner = _owner(stage, idea)
    team = teams.found(name=idea["team"]["name"], about="", unit=home, spoken=["vi"], by=owner)
    if (size := idea["team"]["size"]) > 1:
        token = teams.invite(team, places=size - 1, by=owner)
        for _ in range(size - 1):
            invitation = invitation_behind(digest_of(token))
            assert invitation is not None
            teams.join(invitation, by=stage.cast.somebody(home=home, ages=ages))
    return team


def _owner(stage: "Stage", idea: dict[str, Any]) -> Person:
    home, ages = unit(idea["unit_code"]), idea["team"]["ages"]
    if idea["id"] == OWN_TEAM:
        name = next(name for _, address, name in ROLES if address == ADDRESS[ROLES[0][0]])
        return stage.cast.person(name, home=home, age=22, address=ADDRESS[ROLES[0][0]])
    oldest = int(ages.split("-")[1])
    return stage.cast.somebody(home=home, ages=f"{max(17, oldest - 4)}-{max(17, oldest)}")


def write_ideas(stage: "Stage") -> None:
    earlier = set(named("contests", "contest-hackathon")["entries"])
    for position, idea in enumerate(content()["ideas"]):
        day = -90 + 3 * position if idea["status"] in ("approved", "applied") else -6
        if idea["id"] in earlier:
            day = -88 + position
        with told_on(day, 8):
            _write(stage, idea)
        with told_on(min(day + 2, -1), 10):
            _answer(stage, idea)
        _back(stage, idea["id"], position)


def let_two_wait(stage: "Stage") -> None:
    """For the officer one signs in as: ideas of the own commune that nobody answered yet."""
    home = stage.officer.unit
    assert home is not None
    for age, (title, *texts) in zip((19, 24), WAITING, strict=True):
        with told_on(-age // 8, 8):
            author = stage.cast.somebody(home=home, ages=f"{age}-{age}")
            idea = ideas.start(
                title=title["vi"], sector="nong-lam-ngu-nghiep", language="vi", by=author
            )
            idea.titles = title
            db.session.flush()
            problem, solution, benefit = texts
            ideas.write(idea, by=author, problem=problem, solution=solution, benefit=benefit)
            ideas.send(idea, by=author)


def _write(stage: "Stage", told: dict[str, Any]) -> None:
    team = stage.teams[told["id"]]
    author = team.members[0].person
    idea = ideas.start(title=told["title"]["vi"], sector=told["sector"], language="vi", by=author)
    idea.unit, idea.titles = team.unit, told["title"]
    db.session.flush()
    ideas.write(
        idea,
        by=author,
        title=told["title"]["vi"],
        sector=told["sector"],
        problem=told["problem_vi"],
        solution=told["solution_vi"],
        benefit=told["impact_vi"],
    )
    db.session.flush()
    ideas.describe(
        idea,
        maturity=Maturity(told["stage"]),
        visibility=Visibility(told["visibility"]),
        topics=told["tags"],
        needs=told["needs"],
        team=team,
        by=author,
    )
    db.session.flush()
    ideas.send(idea, by=author)
    stage.ideas[told["id"]] = idea


def _answer(stage: "Stage", told: dict[str, Any]) -> None:
    verdict = VERDICTS.get(told["status"])
    if verdict is None:
        return
    idea = stage.ideas[told["id"]]
    officer = next(iter(holders_over(Role.UNIT_OFFICER, idea.unit)), stage.province)
    reason = "Bạn nói thêm giúp: ai sẽ giữ thiết bị sau khi thử xong?"
    ideas.decide(idea, verdict=verdict, reason=reason if verdict != "approve" else "", by=officer)
    if told["status"] == "applied":
        ideas.report_in_use(
            idea,
            place=idea.unit.name,
            since=today() - timedelta(days=40),
            people=180,
            evidence="Biên bản nghiệm thu của đơn vị (mẫu).",
            changes=[
                Change("Giờ chờ của một lượt làm hồ sơ", Decimal("2.5"), Decimal("0.5"), "giờ"),
                Change("Người tự nộp được hồ sơ trên mạng", Decimal(12), Decimal(180), "người"),
            ],
            by=officer,
        )


def _back(stage: "Stage", key: str, position: int) -> None:
    """Members of other teams support what is public."""
    idea = stage.ideas[key]
    if not idea.is_public:
        return
    others = [m.person for t in stage.teams.values() if t is not idea.team for m in t.members]
    for person in others[position : position + 5 + 7 * (position % 9)]:
        ideas.back(idea, by=person)
