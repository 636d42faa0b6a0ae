"""Teams that let mentors offer themselves."""

from datetime import timedelta

from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_person, make_team

WHY = "Tôi đã làm ba trạm đo nước ở xã bên và có thể chỉ cách hiệu chuẩn."


def welcoming(*people, name="Đội Lớn"):
    team = make_team(*(people or (make_person("Tô Kim Thoa"),)), name=name)
    team.mentors_welcome_until = now() + timedelta(days=9)
    db.session.flush()
    return team


def own(team):
    return f"/teams/{team.id}/offers/own"
