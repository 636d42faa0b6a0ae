import io
import zipfile

import pytest

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.certificates import actions, queries
from mentorhub.certificates.actions import bundling
from mentorhub.certificates.domain import Cause
from mentorhub.certificates.models import Shape
from mentorhub.platform import files
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.errors import Refused
from tests.certificates.conftest import given, work
from tests.factories import agree
from tests.pdf_text import pages, typefaces

SITE = "https://mentorhub.example.vn"


def words(pdf):
    (text,) = pages(pdf)
    return " ".join(text.split())


def test_a_paper_says_what_it_is_for_in_vietnamese(app, finished):
    one = given(app, finished)["leader"]
    paper = actions.paper_of(one, site=SITE)
    faces = typefaces(paper)
    assert {name.split("+")[1].split("-")[0] for name in faces} >= {"MentorHubSans"}
    assert all(len(face) > 2000 for face in faces.values())
    told = words(paper)
    day = f"Ngày {one.given_on:%d} tháng {one.given_on:%m}"
    who = ("Giấy chứng nhận", "Trần Nhã Uyên", "Áo Xanh Về Ấp")
    for part in (*who, "Giải Nhất", "Ý tưởng trẻ", "“Điểm hẹn số”", "14/QĐ", day):
        assert part in told
    assert one.spelled_code.split()[0] in told
    assert "không phải hình thức khen thưởng" in told


def test_whose_idea_went_in_is_named_on_the_paper_of_the_team_once_they_agree(app, finished):
    papers = given(app, finished)
    author = finished.people["author"]
    assert author.full_name not in words(actions.paper_of(papers["leader"], site=SITE))
    agree(author, Purpose.PUBLICATION)
    assert author.full_name in words(actions.paper_of(papers["leader"], site=SITE))
    assert "Điểm hẹn số" in words(actions.paper_of(papers["author"], site=SITE))


def test_the_paper_of_a_minor_carries_the_whole_name_for_its_holder(app, finished):
    told = words(actions.paper_of(given(app, finished)["minor"], site=SITE))
    assert "Danh Minh Tâm" in told


@pytest.mark.parametrize("shape", list(Shape))
def test_all_papers_come_as_one_file_made_piece_by_piece(app, finished, shape, monkeypatch):
    monkeypatch.setattr(bundling, "AT_A_TIME", 2)
    given(app, finished)
    bundle = actions.ask_for_bundle(finished.contest, shape, by=finished.first)
    assert actions.ask_for_bundle(finished.contest, shape, by=finished.second) is bundle
    actions.make_some_papers(bundle.id, site=SITE)
    assert (bundle.done, bundle.total, bundle.is_ready) == (2, 5, False)
    work(app)
    assert bundle.is_ready
    assert bundle.parts == []
    content = files.content_of(bundle.file)
    if shape is Shape.PDF:
        told = pages(content)
    else:
        archive = zipfile.ZipFile(io.BytesIO(content))
        assert len(set(archive.namelist())) == 5
        told = [pages(archive.read(name))[0] for name in archive.namelist()]
    names = [person.full_name for person in finished.people.values()]
    assert sorted(next(n for n in names if n in page) for page in told) == sorted(names)


def test_a_file_goes_when_something_in_it_changes_and_after_a_week(app, finished):
    one = given(app, finished)["other"]
    bundle = actions.ask_for_bundle(finished.contest, Shape.PDF, by=finished.first)
    actions.make_some_papers(bundle.id, site=SITE)
    actions.revoke(one, cause=Cause.MISTAKE, reason="Nhầm", anew=False, by=finished.first)
    assert queries.bundles_of(finished.contest.id) == []
    actions.make_some_papers(bundle.id, site=SITE)  # the job that was on its way finds nothing
    actions.ask_for_bundle(finished.contest, Shape.PDF, by=finished.first)
    with as_of(now() + bundling.KEPT * 2):
        actions.sweep()
    assert queries.bundles_of(finished.contest.id) == []


def test_without_certificates_there_is_nothing_to_take_out(app, finished, in_english):
    with pytest.raises(Refused, match="no certificate"):
        actions.ask_for_bundle(finished.contest, Shape.ZIP, by=finished.first)
