"""What is said around ideas: comments, news of a team, and an idea that went into another."""

from typing import TYPE_CHECKING
from uuid import uuid4

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.commands.demo.content import told_on
from mentorhub.commands.demo.growing import OWN_TEAM
from mentorhub.comments import actions as comments
from mentorhub.consents.actions import give
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import Idea
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.platform.db import db

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

COMMENTS = (
    (OWN_TEAM, -12, "Bút đo nên hiệu chuẩn mỗi tháng. Tôi có dung dịch chuẩn, các bạn ghé lấy."),
    (OWN_TEAM, -9, "Trạm tự đo của tụi mình ghép vô bản đồ này được không?"),
    (OWN_TEAM, -4, "Xã tôi cũng ven biển, xin thử hai điểm ở đầu kênh."),
    ("idea-06", -6, "Bà nội tôi làm xong trong mười phút. Nên có thêm một buổi chiều thứ bảy."),
)
NEWS = (
    (-25, "Lần đầu báo kịp: 05:10 sáng, 4,2‰. Mười hai hộ đóng cống trước khi nước lên."),
    (-7, "Xã thứ tư bắt đầu đo. Chi đoàn ấp Kinh Mới nhận năm bút đo."),
)
TITLE = "Nhóm Zalo báo độ mặn mỗi sáng"
PROBLEM = "Bà con ven kênh không biết sáng nay nước mặn tới đâu, mở cống là mất lúa."
SOLUTION = "Mỗi ấp một bạn đo lúc năm giờ sáng rồi nhắn độ mặn vào nhóm Zalo của ấp."
BENEFIT = "Hơn một trăm hộ biết trước khi ra đồng, khỏi chạy đi hỏi từng nhà."


def talk(stage: "Stage") -> None:
    idea = stage.ideas[OWN_TEAM]
    for day, text in NEWS:
        with told_on(day, 18):
            ideas.post_update(idea, text, key=uuid4(), language="vi", by=idea.author)
    readers = [stage.teams[key].members[0].person for key in ("idea-01", "idea-08", "idea-27")]
    for position, (key, day, text) in enumerate(COMMENTS):
        author = readers[position % len(readers)]
        with told_on(day, 20):
            _agree_to_be_named(author)
            comments.write(stage.ideas[key], text, key=uuid4(), language="vi", by=author)
    for person in readers:
        ideas.follow(idea, by=person)
    _merge_one(stage, idea, readers)


def _agree_to_be_named(person: Person) -> None:
    if not person.is_minor and not person.agrees_to(Purpose.PUBLICATION):
        give(person, Purpose.PUBLICATION)
        db.session.flush()


def _merge_one(stage: "Stage", into: Idea, supporters: list[Person]) -> None:
    with told_on(-40, 8):
        author = stage.cast.somebody(home=into.unit, ages="24-28")
        _agree_to_be_named(author)
        idea = ideas.start(title=TITLE, sector=into.sector, language="vi", by=author)
        ideas.write(idea, by=author, problem=PROBLEM, solution=SOLUTION, benefit=BENEFIT)
        ideas.send(idea, by=author)
    officer = next(iter(holders_over(Role.UNIT_OFFICER, into.unit)), stage.province)
    with told_on(-38, 9):
        ideas.decide(idea, verdict="approve", reason="", by=officer)
        for person in supporters:
            ideas.back(idea, by=person)
    with told_on(-10, 10):
        reason = "Hai ý tưởng cùng một việc; bản đồ đã có nhóm Zalo của từng ấp."
        ideas.decide(idea, verdict="merge", reason=reason, twin=into.id, by=officer)
