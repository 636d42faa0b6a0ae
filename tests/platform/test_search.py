from uuid_utils.compat import uuid7

from mentorhub.matching.domain.analyser import search_terms, tokens
from mentorhub.platform import search

TABLE = "mentor_search"


def written(*texts):
    keys = [uuid7() for _ in texts]
    for key, text in zip(keys, texts, strict=True):
        search.write(TABLE, key, tokens(text, "vi"))
    return keys


def found(typed, limit=48):
    required, also = search_terms(typed)
    return search.find(TABLE, required, also=also, limit=limit)


def test_text_is_found_with_and_without_diacritics(app):
    salt, straw = written("Bản đồ độ mặn", "Nấm rơm từ rơm sau gặt")
    assert found("độ mặn") == found("do man") == [salt]
    assert found("RƠM") == [straw]


def test_hyphens_join_and_part_no_words(app):
    """T50: in whatever way a name is written, whoever looks for another way finds it."""
    joined, apart = written("Trạm đo Cà-Mau", "Chợ nổi Cà Mau")
    for typed in ("cà mau", "Cà-Mau", "ca-mau", "CA MAU", "cà–mau"):
        assert set(found(typed)) == {joined, apart}, typed


def test_a_marked_match_stands_above_a_bare_one(app):
    written("Bạn hàng của chợ", "Bán hàng qua mạng", "Ban hang")
    selling = found("bán hàng")[0]
    assert selling == found("bán hàng", limit=1)[0] == found("bán hàng mạng")[0]


def test_every_word_counts_and_any_word_is_better_than_nothing(app):
    first, second = written("trạm đo nước", "trạm y tế")
    assert found("trạm nước") == [first]
    assert set(found("trạm xyzzy")) == {first, second}


def test_signs_tell_words_apart_and_quotes_do_no_harm(app):
    c, plus, sharp = written("c", "c++", "c#")
    assert [found("C"), found("c++"), found("C#")] == [[c], [plus], [sharp]]
    assert found('" OR NEAR(* ~ -') == []
    assert found("") == []


def test_a_row_is_rewritten_and_forgotten(app):
    (key,) = written("cầu tre")
    search.write(TABLE, key, tokens("cầu khỉ", "vi"))
    assert found("tre") == []
    assert found("khỉ") == [key]
    search.forget(TABLE, key)
    assert found("khỉ") == []


def test_no_more_than_asked_for(app):
    written(*["lúa"] * 5)
    assert len(found("lúa", limit=3)) == 3


def test_what_is_known_already_is_not_ranked_again_and_what_is_new_is_found(app):
    marked, bare = written("độ mặn", "do man")
    places = {key: search.place_of(key) for key in (marked, bare)}
    required, also = search_terms("do man")

    def besides(*known):
        told = {"also": also, "partly": False, "besides": [places[key] for key in known]}
        return set(search.find_places(TABLE, required, **told))

    assert besides(marked, bare) == set()
    assert besides(marked) == besides() == set(places.values())
