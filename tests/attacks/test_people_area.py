"""What no page of the people area sends: odd bodies, fields of others, odd addresses."""

import pytest
from sqlalchemy import func, select

from mentorhub.platform.db import Base, db
from tests.factories import make_grant, make_officer, make_person, make_unit

PLACES = ["/sign-in", "/register", "/reset-password", "/forgot-password", "/claim"]
OWN = ["/me", "/me/password", "/me/consents", "/safety/new", "/notifications/preferences"]
COUNTED = {"sign_in_attempt", "audit_row"}  # what is kept of every try
SENTENCES = {
    400: {"vi": "Không đọc được", "en": "We could not read", "fr": "lu"},
    413: {"vi": "lớn", "en": "too large", "fr": "trop"},
}
HOSTILE = {
    "role": "admin",
    "is_admin": "1",
    "unit_id": "x",
    "person_id": "x",
    "verified_at": "2026-01-01",
    "phone_verified_at": "2026-01-01",
    "consent_at": "2026-01-01",
    "granted_by": "x",
    "closed_at": "",
    "birth_year": "1980",
}


def _counts():
    return {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in Base.metadata.tables.items()
        if name not in COUNTED
    }


BODIES = {
    "NUL": (b"contact=a%00b", "application/x-www-form-urlencoded", 400),
    "broken UTF-8": (b"contact=%ff%fe", "application/x-www-form-urlencoded", 400),
    "too many parts": (
        b"".join(b'--b\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n
                 for n in range(1001)) + b"--b--\r\n", "multipart/form-data; boundary=b", 413),
    "a field of 10 MB": (b"contact=" + b"a" * 10_000_000, "application/x-www-form-urlencoded", 413),
    "1,001 plain parts": (b"a=1&" * 1001, "application/x-www-form-urlencoded", 413),
    "raw broken UTF-8": (b"contact=\xff\xfe", "application/x-www-form-urlencoded", 400),
    "a body of 13 MB": (b"contact=" + b"a" * 13_000_000, "application/x-www-form-urlencoded", 413),
    "no boundary": (b"whatever", "multipart/form-data", 400),
    "NaN": (b'{"contact": NaN}', "application/json", 415),
    "Infinity": (b'{"contact": Infinity, "b": 1e400}', "application/json", 415),
    "the same key twice": (b'{"contact": 1, "contact": 2}', "application/json", 415),
    "half a pair": (rb'{"contact": "\ud800"}', "application/json", 415),
}  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("case", BODIES)
def test_a_body_no_page_sends_is_answered_in_the_reader_s_language(browser, case, language):
    body, kind, code = BODIES[case]
    browser.speak(language)
    make_person()
    db.session.commit()
    before = _counts()
    headers = {"X-CSRFToken": browser.token()}
    for place in PLACES:
        reply = browser.client.post(place, data=body, content_type=kind, headers=headers)
        assert reply.status_code == code, (place, reply.status_code)
        if kind == "application/json":  # a program asked: a status, and no page
            assert reply.mimetype == "application/problem+json"
            continue
        assert f'lang="{language}"' in reply.text
        assert SENTENCES[code][language].lower() in reply.text.lower(), reply.text[:900]
    assert _counts() == before


@pytest.mark.parametrize("place", PLACES + OWN)
@pytest.mark.parametrize("field", HOSTILE)
def test_a_field_no_form_has_is_refused_and_changes_nothing(browser, place, field):
    if place in OWN:
        browser.sign_in(make_person())
    elif place in {"/register", "/claim"} and field == "birth_year":
        pytest.skip("a field of this form")
    db.session.commit()
    before = _counts()
    assert browser.post(place, **{field: HOSTILE[field]}).status_code == 400
    assert _counts() == before


def test_no_other_spelling_or_method_opens_a_page_of_others(browser):
    unit = make_unit()
    make_officer(unit)
    browser.sign_in(make_person(unit=unit))
    db.session.commit()
    page = f"/units/{unit.slug}/roster"
    assert browser.get(page).status_code == 404
    for path in (page + "/", page.upper(), page.replace("roster", "%2572oster"), "/" + page,
                 page.replace("/roster", "/%2e/roster"), page + "%2f", page + ";x"):  # fmt: skip
        assert browser.get(path).status_code in {301, 308, 404}, path
    for method in ("HEAD", "POST", "PUT", "DELETE", "PATCH"):
        assert browser.client.open(page, method=method).status_code in {400, 404, 405}, method
    assert "roster" not in browser.client.options(page).text
    headers = {"X-HTTP-Method-Override": "POST", "X-Original-URL": "/me", "X-Rewrite-URL": "/me"}
    assert browser.get(page, headers=headers).status_code == 404


def test_a_method_by_header_ends_no_login(browser):
    person = make_person()
    make_grant(person)
    browser.sign_in(person)
    db.session.commit()
    headers = {"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST"}
    assert browser.get("/me/logins/end-others", headers=headers).status_code == 405
    assert browser.get("/sign-out", headers=headers).status_code == 405
    assert browser.get("/me").status_code == 200


NAMES = [
    "Nguy\u0435n An",
    "An\u200bNguyễn",
    "An\u202eNguyễn",
    "Tỉnh Đoàn An Giang",
    "Quản trị",
    "123",
]


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_deceives_is_refused_in_words(browser, name, language):
    person = make_person(language=language)
    browser.sign_in(person)
    facts = {"language": language, "unit": person.unit.slug}
    reply = browser.post("/me", name=name, **facts)
    assert reply.status_code == 422
    assert f'lang="{language}"' in reply.text
    assert person.full_name == "Nguyễn Văn An"
