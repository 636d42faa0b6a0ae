"""A member with a draft, and the requests a script or a form makes."""

from io import BytesIO

from sqlalchemy import func, select

from mentorhub.entries.models import Attachment
from mentorhub.platform import stores
from mentorhub.platform.db import db
from tests.entries.cast import draft
from tests.papers.samples import pdf

PART = 256 * 1024
LARGE = pdf(b" " * (2 * PART + 100))
WEIGHT = len(LARGE)


class Sender:
    """One member with a draft, and the requests a script makes."""

    def __init__(self, browser):
        self.entry = draft()
        self.person = self.entry.team.members[0].person
        self.browser = browser.sign_in(self.person)
        self.base = f"/entries/{self.entry.id}"
        db.session.commit()

    def begin(self, name="bai.pdf", size=WEIGHT, **more):
        return self.browser.post(f"{self.base}/uploads", name=name, size=size, **more)

    def part(self, steps, offset, content):
        part = (BytesIO(content), "part")
        reply = self.browser.post(steps["receive"], offset=offset, part=part)
        reply.request.environ["wsgi.input"].close()  # a large body is laid aside in a file
        return reply

    def whole(self, name="bai.pdf", content=LARGE):
        steps = self.begin(name, len(content)).json
        for at in range(0, len(content), PART):
            self.part(steps, at, content[at : at + PART])
        return self.browser.post(steps["finish"])

    def plain(self, name, content):
        return self.browser.post(f"{self.base}/files/new", slot="", file=(BytesIO(content), name))

    def papers(self):
        return db.session.scalars(select(Attachment).filter_by(entry_id=self.entry.id)).all()


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def keys():
    return {key for key, _written_at in stores.kept()}
