"""The organiser's pages: by hand, without script, for organisers only."""

import pytest

from mentorhub.contests.models import ContestState
from mentorhub.platform.db import db
from mentorhub.questions import queries
from tests.factories import make_contest, make_person
from tests.judging.two_stages import stage

WHY = "Ban giám khảo cần biết"


@pytest.fixture
def contest(app, clean):
    contest = make_contest(opened_days_ago=-1, state=ContestState.DRAFT)
    db.session.commit()
    return contest


@pytest.fixture
def organiser(browser, contest):
    browser.sign_in(contest.organisers[0].person)
    db.session.commit()
    return browser


def address(contest, more=""):
    return f"/contests/{contest.id}/questions{more}"


KINDS = ("short", "long", "number", "date", "choice", "several", "link", "file", "people")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_asked_changed_tried_and_taken_out(organiser, contest, kind):
    choices = {"choices_vi": "Có\nKhông"} if kind in ("choice", "several") else {}
    typed = {"label_vi": "Câu <b>hỏi</b>", "is_required": "y", **choices}
    assert organiser.post(address(contest, f"/new/{kind}"), **typed).status_code == 302
    (question,) = queries.questions_of(contest)
    assert (question.kind.value, question.is_required) == (kind, True)
    edit = address(contest, f"/{question.id}/edit")
    assert "Câu &lt;b&gt;hỏi&lt;/b&gt;" in organiser.get(edit).text
    for page in ("", "/preview"):
        assert "Câu &lt;b&gt;hỏi&lt;/b&gt;" in organiser.get(address(contest, page)).text
    changed = {"label_vi": "Câu khác", "version": question.version, **choices}
    assert organiser.post(edit, **changed).status_code == 302
    assert queries.questions_of(contest)[0].label == {"vi": "Câu khác"}
    assert organiser.post(edit, **changed).status_code == 409  # from the page as it was before
    assert organiser.get(address(contest, f"/{question.id}/removal")).status_code == 200
    assert organiser.post(address(contest, f"/{question.id}/removal")).status_code == 302
    assert queries.questions_of(contest) == []
    assert organiser.get(edit).status_code == 404


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("short", {"label_vi": ""}, "Câu hỏi"),
        ("short", {"least": "9", "most": "3"}, "Mức trên thấp hơn mức dưới"),
        ("number", {"most": "nhiều"}, "Giới hạn này không hợp"),
        ("choice", {"choices_vi": "Một"}, "ít nhất hai lựa chọn"),
        ("choice", {"choices_vi": "A\nB", "choices_en": "A"}, "số dòng bằng bản tiếng Việt"),
        ("people", {"most": "13"}, "Lớn hơn mức cho phép"),
    ],
)
def test_a_question_nobody_could_answer_is_shown_again_with_the_reason(
    organiser, contest, kind, typed, said
):
    reply = organiser.post(address(contest, f"/new/{kind}"), **{"label_vi": "Câu", **typed})
    assert (reply.status_code, said in reply.text) == (422, True)
    assert queries.questions_of(contest) == []


def test_questions_move_by_buttons(organiser, contest):
    for name in "abc":
        organiser.post(address(contest, "/new/short"), label_vi=name)
    keys = [one.id for one in queries.questions_of(contest)]
    assert organiser.post(address(contest, f"/{keys[2]}/up")).status_code == 302
    assert organiser.post(address(contest, f"/{keys[0]}/down")).status_code == 302
    assert [one.label["vi"] for one in queries.questions_of(contest)] == ["c", "a", "b"]


def test_a_refused_move_says_why(organiser, contest):
    organiser.post(address(contest, "/new/choice"), label_vi="Loại", choices_vi="Hàng\nViệc")
    first = queries.questions_of(contest)[0]
    depends = f"{first.key}:{first.choices[0]['key']}"
    organiser.post(address(contest, "/new/short"), label_vi="Kho", depends=depends)
    second = queries.questions_of(contest)[1]
    reply = organiser.post(address(contest, f"/{second.id}/up"))
    assert (reply.status_code, "phải đứng sau" in reply.text) == (409, True)
    removal = organiser.get(address(contest, f"/{first.id}/removal"))
    assert "chỉ được hỏi sau" in removal.text
    assert f"{second.id}/edit" in removal.text  # leads to what has to change first
    assert "Bỏ câu này" not in removal.text
    assert organiser.post(address(contest, f"/{first.id}/removal")).status_code == 409


def test_the_form_of_an_announced_contest_asks_why_and_keeps_it_for_everybody(organiser, contest):
    contest.state = ContestState.ANNOUNCED
    db.session.commit()
    typed = {"label_vi": "Giá bán"}
    assert organiser.post(address(contest, "/new/short"), **typed).status_code == 422
    assert organiser.post(address(contest, "/new/short"), **typed, reason=WHY).status_code == 302
    (question,) = queries.questions_of(contest)
    assert organiser.post(address(contest), parts=["link"]).status_code == 422
    assert organiser.post(address(contest, f"/{question.id}/removal")).status_code == 422
    assert (
        organiser.post(address(contest, f"/{question.id}/removal"), reason="Thừa").status_code
        == 302
    )
    told = organiser.get(f"/contests/{contest.id}/changes").text
    for words in (WHY, "Thừa", "Có thể bỏ trống “Giá bán”."):
        assert words in told


def test_the_link_may_be_asked_for_and_the_summary_left_out(organiser, contest):
    assert organiser.post(address(contest), parts=["link", "benefit"]).status_code == 302
    assert queries.needed_parts(contest) == {"link", "benefit"}


def test_the_form_is_not_found_by_others(browser, contest):
    stranger = make_person()
    browser.sign_in(stranger)
    db.session.commit()
    for page in ("", "/new/short", "/preview"):
        assert browser.get(address(contest, page)).status_code == 404
    assert browser.post(address(contest, "/new/short"), label_vi="x").status_code == 404


def test_a_question_of_another_contest_is_not_found(organiser, contest):
    organiser.post(address(contest, "/new/short"), label_vi="Câu")
    (question,) = queries.questions_of(contest)
    other = make_contest(contest.organisers[0].person, opened_days_ago=-1)
    db.session.commit()
    assert organiser.get(address(contest, f"/{question.id}/edit")).status_code == 200
    for page in ("edit", "removal"):
        assert organiser.get(address(other, f"/{question.id}/{page}")).status_code == 404
    assert organiser.post(address(other, f"/{question.id}/up")).status_code == 404


def test_an_unknown_kind_is_not_found(organiser, contest):
    assert organiser.get(address(contest, "/new/essay")).status_code == 404


def test_everybody_reads_what_the_form_asks_on_the_page_and_in_the_rules(organiser, contest):
    """Before and after it is announced, in the order of the form."""
    for name in ("Giá bán", "Ai mua"):
        organiser.post(address(contest, "/new/short"), label_vi=name, is_required="y")
    shown = [f"/contests/{contest.id}{page}" for page in ("", "/rules", "/preview")]
    for page in shown:
        lines = organiser.get(page).text.split('id="form"')[1].split("</section>")[0]
        assert lines.index("Bắt buộc trả lời “Giá bán”.") < lines.index("trả lời “Ai mua”.")
        assert "“Ai mua”, số ký tự: tối đa 200." in lines
    assert organiser.sign_out().get(shown[0]).status_code == 404  # still a draft
    contest.state = ContestState.ANNOUNCED
    db.session.commit()
    assert "Bắt buộc trả lời “Ai mua”." in organiser.get(shown[0]).text


def test_a_question_is_put_to_those_who_reach_a_later_stage(organiser, contest):
    assert (
        'name="stage"' not in organiser.get(f"{address(contest)}/new/long").text
    )  # there is none to reach
    contest.stages += [stage("Sơ khảo", 1), stage("Chung khảo", 2)]
    db.session.commit()
    assert "Các bài đi tiếp vào “Chung khảo”" in organiser.get(f"{address(contest)}/new/long").text
    assert (
        organiser.post(f"{address(contest)}/new/long", label_vi="?", stage="3").status_code == 422
    )
    organiser.post(f"{address(contest)}/new/long", label_vi="Kế hoạch", stage="2", depends="")
    (question,) = queries.questions_of(contest)
    assert question.stage == 2
    shown = organiser.get(address(contest)).text
    assert "Các bài đi tiếp vào “Chung khảo”" in shown
