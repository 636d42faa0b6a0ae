"""What the tests of comments say and look for."""

from uuid import uuid4

from sqlalchemy import select

from mentorhub.comments import actions
from mentorhub.comments.models import Comment
from mentorhub.platform.db import db
from tests.factories import make_person

SAID = "Bút đo nên hiệu chuẩn mỗi tháng."


def make_comment(idea, author=None, text=SAID):
    author = author or make_person("Danh Thị Mỹ Linh")
    actions.write(idea, text, key=uuid4(), language="vi", by=author)
    return newest()


def newest():
    return db.session.scalars(select(Comment).order_by(Comment.id.desc())).first()
