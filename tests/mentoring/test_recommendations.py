import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Hat
from mentorhub.jobs.models import Job
from mentorhub.matching.queries import version_in_use
from mentorhub.mentoring import actions, queries
from mentorhub.mentoring.domain.directory import Filters
from mentorhub.mentoring.domain.presentation import Presentation
from mentorhub.mentoring.models import MentorState
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_person,
    make_team,
    make_unit,
)

PROFILE = {
    "headline": "Kỹ sư điện tử",
    "bio": "Làm trạm đo nước và tủ điều khiển bơm.",
    "boundaries": "Không viết thuê báo cáo.",
    "spoken": ["vi", "en"],
    "formats": ["online"],
    "free_times": ["t7_sang"],
    "capacity": 2,
    "hours_per_month": 4,
    "skills": {"iot": 3, "hàn chì": 2},
    "language": "vi",
}


@pytest.fixture(autouse=True)
def english(app):
    """Refusals are told in the words of the code."""
    with in_language("en"):
        yield


def mentor(name, headline, bio, skills, **fields):
    texts = {"headline": Translated(vi=headline), "bio": Translated(vi=bio)}
    person = make_person(name, age=40, unit=fields.pop("unit", None))
    return make_mentor(person, skills=skills, **texts, **fields)


@pytest.fixture
def village(app):
    """Four mentors and a team whose idea needs a map and data."""
    mapper = mentor("Nguyễn Hữu Tín", "Chuyên viên bản đồ số", "Vẽ bản đồ ngập.", ["gis-mapping"])
    chemist = mentor("Dương Nhật Huy", "Kỹ sư môi trường", "Đo nước kênh.", ["water-quality"])
    lawyer = mentor("Đặng Minh Khôi", "Luật sư", "Tư vấn nhãn hiệu.", ["trademark-gi"])
    weaver = mentor("Mách Ro Fi", "Nghệ nhân dệt", "Dệt và bán hàng qua mạng.", ["e-commerce"])
    team = make_team(make_person("Tô Kim Thoa"))
    make_idea(team, needs=["gis-mapping", "data-analysis"], tags=["water-quality"])
    actions.learn_anew()
    return team, mapper, chemist, lawyer, weaver


def names(team, **more):
    return [one.profile.person.display_name for one in actions.recommend(team, **more)]


def test_the_mentor_who_covers_the_need_comes_first_with_reasons_and_a_gap(village):
    team, mapper, *_ = village
    first, second = actions.recommend(team, limit=2)
    assert first.profile is mapper
    assert first.suggestion.reasons[0].kind == "concept"
    assert first.suggestion.reasons[0].facts == {"concept": "gis-mapping", "level": 2}
    assert first.suggestion.gap.facts == {"concept": "data-analysis"}
    assert second.profile.person.display_name == "Dương Nhật Huy"


def test_the_same_input_gives_the_same_answer(village):
    assert actions.recommend(village[0]) == actions.recommend(village[0])


def test_nobody_is_shown_by_chance(village):
    team = village[0]
    assert "Mách Ro Fi" not in names(team, limit=10)


@pytest.mark.parametrize(
    "fields", [{"state": MentorState.PAUSED}, {"capacity": 0}, {"spoken": ["fr"]}]
)
def test_who_cannot_be_asked_now_is_not_shown_however_old_the_index(village, fields):
    team, mapper, *_ = village
    for name, value in fields.items():
        setattr(mapper, name, value)
    db.session.flush()
    assert mapper.person.display_name not in names(team)


def test_jurors_of_the_team_and_members_are_not_shown(village):
    team, mapper, chemist, *_ = village
    contest = make_contest()
    make_entry(team, contest)
    make_juror(contest, mapper.person)
    assert names(team)[0] == chemist.person.display_name
    assert actions.advise(team, mapper).obstacle is None  # that would tell who judges


def test_a_team_with_a_minor_sees_cleared_mentors_only(village):
    _, mapper, chemist, *_ = village
    mapper.cleared_for_minors_at = None
    young = make_team(make_person(), make_minor(), name="Bơi Cùng Em")
    make_idea(young, needs=["gis-mapping"], tags=["water-quality"])
    assert mapper.person.display_name not in names(young)
    assert chemist.person.display_name in names(young)


def test_a_mentor_nearby_is_said_to_be(village):
    team, mapper, *_ = village
    team.unit.latitude, team.unit.longitude = 9.8, 105.0
    mapper.person.unit.latitude, mapper.person.unit.longitude = 9.8, 105.1
    kinds = {r.kind: r.facts for r in actions.recommend(team)[0].suggestion.reasons}
    assert kinds["near"] == {"kilometres": 11}


def test_a_past_team_with_the_same_trouble_is_named(village):
    team, _, chemist, *_ = village
    before = make_team(make_person(age=25), name="Khói Thôi Bay")
    asked = actions.ask(
        before,
        chemist,
        need="Nước mặn vào sâu, bà con không biết lúc nào đóng cống.",
        first_meeting="Chủ nhật",
        by=before.members[0].person,
    )
    actions.accept(asked, by=chemist.person)
    actions.learn_anew()
    told = {r.kind: r.facts for r in actions.advise(team, chemist).suggestion.reasons}
    assert told["project"] == {"team": "Khói Thôi Bay"}


def test_a_request_keeps_why_and_by_which_index(village):
    team, mapper, *_ = village
    need = "Đội cần người chỉ vẽ bản đồ."
    asked = actions.ask(team, mapper, need=need, first_meeting="x", by=team.members[0].person)
    assert asked.index_version_id == version_in_use("mentors").id
    assert asked.explanation[0] == {
        "kind": "concept",
        "facts": {"concept": "gis-mapping", "level": 2},
    }
    assert asked.explanation[-1]["gap"] is True


def test_without_an_index_nothing_is_suggested_and_asking_still_works(app):
    team, one = make_team(), make_mentor()
    assert actions.recommend(team) == []
    assert actions.advise(team, one).obstacle is None


def test_a_team_without_an_idea_is_read_through_its_own_words(village):
    plain = make_team(make_person(), about="Chúng tôi muốn học vẽ bản đồ ngập", name="Đê Bao")
    assert names(plain, limit=1) == ["Nguyễn Hữu Tín"]


def test_a_person_becomes_a_mentor_is_checked_and_found(app):
    person = make_person("Huỳnh Gia Bảo", age=38)
    profile = actions.write_profile(Presentation(**PROFILE), version=None, by=person)
    assert (profile.state, profile.levels) == (MentorState.APPLIED, {"iot": 3, "hàn chì": 2})
    assert queries.shelf(Filters()).cards == []
    actions.check(profile, by=make_person())
    assert person.hat is Hat.MENTOR
    for typed in ("tram do nuoc", "Huynh Gia Bao", "hàn chì", "Internet of Things"):
        assert [card.name for card in queries.shelf(Filters(q=typed)).cards] == ["Huỳnh Gia Bảo"]
    with pytest.raises(Refused, match="checked already"):
        actions.check(profile, by=make_person())


def test_a_profile_is_changed_and_an_old_window_is_told(app):
    person = make_person(age=38)
    profile = actions.write_profile(Presentation(**PROFILE), version=None, by=person)
    seen = profile.version
    changed = {**PROFILE, "bio": "Now in English too, for you.", "language": "en"}
    changed["skills"] = {"embedded": 1, "iot": 2}
    actions.write_profile(Presentation(**changed), version=seen, by=person)
    assert profile.bio == {"vi": PROFILE["bio"], "en": changed["bio"]}
    assert profile.levels == {"embedded": 1, "iot": 2}
    with pytest.raises(Stale):
        actions.write_profile(Presentation(**PROFILE), version=seen, by=person)


def test_many_changes_ask_for_the_index_once(app):
    for _ in range(3):
        actions.write_profile(Presentation(**PROFILE), version=None, by=make_person(age=30))
    jobs = db.session.scalars(select(Job).where(Job.kind == "mentoring.learn_edits")).all()
    assert len(jobs) in (1, 2)  # two when the clock passes from one stretch to the next


def test_nobody_clears_themselves_for_minors(app):
    one = make_mentor(cleared=False)
    with pytest.raises(Refused, match="Somebody else"):
        actions.clear_for_minors(one, by=one.person)
    actions.clear_for_minors(one, by=make_person())
    assert one.is_cleared


def test_the_directory_filters_and_goes_on_by_key(app):
    unit = make_unit("Xã Ô Lâm")
    for number in range(26):
        mentor(f"Người {number:02}", "Kỹ sư", "Làm web.", ["web-development"], unit=unit)
    khmer = mentor("Chau Sóc Phia", "Giáo viên", "Dạy robot.", ["robotics"], spoken=["vi", "km"])
    khmer.formats = ["in_person"]
    full = mentor("Lê Đầy", "Kỹ sư", "Làm web.", ["iot"], capacity=1, taken=1)
    full.state = MentorState.PAUSED
    mentor("Chưa Kiểm", "Kỹ sư", "Làm web.", ["iot"], state=MentorState.APPLIED)
    db.session.flush()
    first = queries.shelf(Filters())
    rest = queries.shelf(Filters(), after=first.cards[-1].id)
    assert (len(first.cards), len(rest.cards), first.total, rest.after) == (24, 4, 28, "")
    for filters in (Filters(language="km"), Filters(format="in_person"), Filters(skill="robotics")):
        assert [card.name for card in queries.shelf(filters).cards] == ["Chau Sóc Phia"]
    assert queries.shelf(Filters(free="1")).total == 27
    assert queries.taking_teams() == 27
    assert first.cards[1].place == "Xã Ô Lâm" or first.cards[2].place == "Xã Ô Lâm"
