import os

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from mentorhub.matching.domain import index as indexes
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.index import load, prune, save
from mentorhub.matching.domain.meeting import Meeting, gap
from mentorhub.matching.domain.meeting import reasons as meeting_reasons
from mentorhub.matching.domain.model import (
    Document,
    Passage,
    Profile,
    best,
    fit,
    fits,
    pooled,
)
from mentorhub.matching.domain.suitability import Circumstances, suitability, with_newcomers


def mentor(id_, *texts, language="vi", **skills):
    passages = tuple(Passage(text, language) for text in texts)
    concepts = tuple((name.replace("_", "-"), level) for name, level in skills.items())
    return Profile(id_, (Document(passages),), concepts)


def team(text, *needs, language="vi", topics=()):
    concepts = tuple((need, 2) for need in needs) + tuple((topic, 1) for topic in topics)
    return Profile("team", (Document((Passage(text, language),)),), concepts)


LINH = Profile(
    "linh",
    (
        Document((Passage("Cán bộ khuyến nông, gần mười lăm năm ở ruộng lúa tôm", "vi"),)),
        Document((Passage("Ủ rơm sau gặt thành nấm rơm", "vi"),), "straw"),
        Document((Passage("Đo độ mặn, báo cho bà con trước khi bơm nước", "vi"),), "salt"),
    ),
    (("smart-farming", 3), ("irrigation", 2), ("khmer-language", 3)),
)
MENTORS = [
    LINH,
    mentor(
        "tin", "Chuyên viên bản đồ số, vẽ bản đồ ngập và đê bao", gis_mapping=3, data_analysis=2
    ),
    mentor("bao", "Kỹ sư điện tử, làm trạm đo nước và tủ điều khiển bơm", iot=3, embedded=3),
    mentor("khoi", "Luật sư, tư vấn nhãn hiệu cho hợp tác xã", intellectual_property=3),
    mentor(
        "yen",
        "Digital marketing for island products and lodgings",
        language="en",
        e_commerce=3,
        digital_marketing=3,
    ),
    mentor("tam", "Chuyên viên ngân hàng, giúp chợ dùng mã QR", cashless_payment=3),
]
SALT = team(
    "Bản đồ độ mặn do thanh niên đo: mỗi chi đoàn một bút đo, bà con lúa tôm biết trước khi bơm",
    "gis-mapping",
    "data-analysis",
    topics=("salinity-drought", "smart-farming"),
)


@pytest.fixture(scope="module")
def index():
    return fit(MENTORS, teams=[SALT])


def order(index, wanted):
    return [index.mentors[row].decode() for row in best(fits(index, wanted), limit=3)]


def test_the_mentor_with_the_skills_comes_first(index):
    assert order(index, SALT)[0] == "tin"


def test_text_without_diacritics_finds_the_same_mentors(index):
    bare = team(
        "Ban do do man do thanh nien do: ba con lua tom biet truoc khi bom",
        "gis-mapping",
        "data-analysis",
        topics=("salinity-drought", "smart-farming"),
    )
    assert order(index, bare)[:2] == order(index, SALT)[:2]


def test_a_vietnamese_team_meets_an_english_speaking_mentor_through_tags(index):
    assert order(index, team("Bán mắm gia đình", "e-commerce"))[0] == "yen"


def test_a_query_is_what_scikit_learn_would_compute(index):
    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    fitted = vectorizer.fit_transform([text for mentor in MENTORS for text in mentor.texts])
    expected = (fitted @ vectorizer.transform([SALT.words]).T).toarray()[:, 0]
    assert index.text.scores(index.text.query(SALT.words)) == pytest.approx(expected, abs=1e-6)


def test_the_same_input_gives_the_same_index_and_order(index):
    again = fit(MENTORS, teams=[SALT])
    assert again.scale == index.scale
    assert fits(again, SALT).tolist() == fits(index, SALT).tolist()


def test_few_documents_are_pooled_by_their_mean_many_by_half_mean_half_best():
    scores = np.array([0.2, 0.4, 0.6, 0.0, 0.0, 0.0, 0.0, 0.0])
    assert pooled(scores, np.array([0, 2, 8])).tolist() == pytest.approx([0.3, 0.35])


def test_words_nobody_uses_score_by_chance_only(index):
    assert len(set(index.text.scores(index.text.query(["xyzzy"])))) == 1
    assert best(fits(index, team("xyzzy")), limit=3).tolist() == []


def test_the_best_are_exact_in_order_and_may_be_limited():
    scores = np.array([0.3, 0.9, -0.1, 0.9, 0.5])
    assert best(scores, limit=3).tolist() == [1, 3, 4]
    allowed = np.array([True, False, True, True, True])
    assert best(scores, limit=9, allowed=allowed).tolist() == [3, 4, 0]


def test_nobody_to_learn_from_is_an_error():
    with pytest.raises(ValueError, match="no mentors"):
        fit([])


def test_mentors_without_a_word_are_learnt_too():
    quiet = fit([Profile("a", (Document(()),)), Profile("b", (Document(()),))])
    assert best(fits(quiet, SALT), limit=5).tolist() == []


def test_a_silent_mentor_comes_after_one_who_answers():
    answers = Circumstances(1, answers=8, requests=8)
    silent = Circumstances(1, answers=0, requests=8)
    assert suitability(1.0, answers) == pytest.approx(11 / 12)
    assert suitability(1.0, silent) == pytest.approx(3 / 12)


def test_near_free_and_known_add_a_little_waiting_teams_take_away():
    assert suitability(0.0, Circumstances(1, same_commune=True)) == pytest.approx(0.06)
    assert suitability(0.0, Circumstances(1, kilometres=20)) == pytest.approx(0.04)
    assert suitability(0.0, Circumstances(1, kilometres=21)) == 0
    assert suitability(0.0, Circumstances(1, shared_times=2)) == pytest.approx(0.04)
    assert suitability(0.0, Circumstances(1, worked_together=9)) == pytest.approx(0.06)
    assert suitability(0.0, Circumstances(2, pending=3)) == pytest.approx(-0.12)


def test_each_tenth_slot_goes_to_a_newcomer():
    ranked = list(range(12))
    new = [place == 11 for place in ranked]
    assert with_newcomers(ranked, new) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 9, 10]
    assert with_newcomers(ranked, [False] * 12) == ranked
    assert with_newcomers(ranked, [place == 2 for place in ranked]) == ranked


def test_reasons_name_shared_concepts_the_past_project_and_words(index):
    explainer = Explainer(index, SALT)
    skills = {"gis-mapping": 3, "data-analysis": 2}
    named = [(r.kind, r.facts.get("concept")) for r in explainer.reasons("tin", skills=skills)]
    assert named[:2] == [("concept", "gis-mapping"), ("concept", "data-analysis")]
    told = explainer.reasons("linh", skills=dict(LINH.concepts))
    assert ("project", "salt") in [(r.kind, r.facts.get("project")) for r in told]
    assert "mặn" in [reason.facts.get("phrase") for reason in told]


@pytest.mark.parametrize("id_", [profile.id for profile in MENTORS])
def test_every_reason_survives_the_test_by_deletion(index, id_):
    skills = dict(next(p.concepts for p in MENTORS if p.id == id_))
    place = index.place(id_)
    for reason in Explainer(index, SALT).reasons(id_, skills=skills):
        if reason.kind == "concept":
            left = [pair for pair in SALT.concepts if pair[0] != reason.facts["concept"]]
            fewer = Profile("team", SALT.documents, tuple(left))
            after = fits(index, fewer)[place]
            assert reason.share == pytest.approx(fits(index, SALT)[place] - after)
        assert reason.share > 0


def test_words_taken_away_lower_the_score_by_their_share(index):
    told = [r for r in Explainer(index, SALT).reasons("linh", skills={}) if r.kind == "words"]
    whole = index.text.query(SALT.words)
    for reason in told:
        fewer = index.text.query([term for term in SALT.words if term not in reason.terms])
        before = pooled(index.text.scores(whole), index.first)[0]
        after = pooled(index.text.scores(fewer), index.first)[0]
        scale = index.scale
        assert after < before
        assert reason.share == pytest.approx((before - after) / scale.text_deviation / scale.best)


def test_the_reasons_carry_most_of_the_score(index):
    explainer = Explainer(index, SALT)
    skills = {"gis-mapping": 3, "data-analysis": 2}
    assert explainer.covered("tin", explainer.reasons("tin", skills=skills)) >= 0.6
    assert explainer.covered("tin", []) == 0


def test_a_mentor_who_came_later_has_no_words_yet(index):
    explainer = Explainer(index, SALT)
    assert explainer.reasons("new", skills={"gis-mapping": 3}) == []
    assert explainer.covered("new", []) == 0


def test_meeting_gives_reasons_and_one_gap():
    ours = Meeting(("vi", "km"), ("online",), ("sat_morning",))
    theirs = Meeting(("vi", "km"), ("in_person",), ("sat_morning", "sun_morning"))
    now = Circumstances(1, kilometres=12.4, shared_times=1)
    told = [(reason.kind, dict(reason.facts)) for reason in meeting_reasons(ours, theirs, now)]
    assert told == [
        ("near", {"kilometres": 12}),
        ("free_time", {"times": ("sat_morning",)}),
        ("language", {"language": "km"}),
    ]
    missing = gap(("iot", "gis-mapping"), {"iot": 2}, ours, theirs, now)
    assert (missing.kind, missing.facts) == ("concept", {"concept": "gis-mapping"})
    assert gap(("iot",), {"iot": 2}, ours, theirs, now).kind == "format"
    assert gap((), {}, Meeting(), Meeting(), Circumstances(1)) is None


def test_a_saved_index_is_read_back_mapped_and_equal(index, tmp_path):
    again = load(save(index, tmp_path, "7"))
    assert isinstance(again.text.weights.base, np.memmap)
    assert again.scale == index.scale
    assert fits(again, SALT).tolist() == fits(index, SALT).tolist()


def test_old_versions_go_and_who_maps_one_keeps_it(index, tmp_path):
    for version in ("1", "2", "3"):
        save(index, tmp_path, version)
    held = load(tmp_path / "1")
    prune(tmp_path, keep={"2", "3"})
    assert sorted(os.listdir(tmp_path)) == ["2", "3"]
    assert fits(held, SALT).tolist() == fits(index, SALT).tolist()


def test_an_index_of_another_format_is_refused(index, tmp_path, monkeypatch):
    path = save(index, tmp_path, "1")
    monkeypatch.setattr(indexes, "FORMAT", 99)
    with pytest.raises(ValueError, match="2"):
        load(path)


def test_a_block_of_documents_is_read_from_the_columns(index):
    query = index.text.query(SALT.words)
    whole = np.array([index.text.block(query.columns, row, row + 1)[:, 0] for row in range(8)])
    assert index.text.block(query.columns, 0, 8).T.tolist() == whole.tolist()
    assert query.weights @ whole.T == pytest.approx(index.text.scores(query))
