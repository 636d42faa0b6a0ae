"""Language and theme: small forms without a token, which only our own pages may send."""

import pytest

OURS = {"Sec-Fetch-Site": "same-origin"}


def switch(browser, path, headers=OURS, **form):
    return browser.client.post(path, data=form, headers=headers)


def test_the_language_is_remembered_and_the_reader_is_back_where_they_were(browser):
    reply = switch(browser, "/language", language="fr", next="/about/privacy?a=1")
    assert (reply.status_code, reply.location) == (303, "/about/privacy?a=1")
    assert '<html lang="fr"' in browser.get("/about/privacy").text


def test_the_theme_is_remembered_until_the_device_is_followed_again(browser):
    switch(browser, "/theme", theme="dark", next="/")
    assert 'data-theme="dark"' in browser.get("/about/privacy").text
    switch(browser, "/theme", theme="", next="/")
    assert "data-theme" not in browser.get("/about/privacy").text


def test_a_language_nobody_speaks_here_is_forgotten(browser):
    switch(browser, "/language", language="tlh", next="/")
    assert '<html lang="vi"' in browser.get("/about/privacy").text


@pytest.mark.parametrize("path", ["/language", "/theme"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_other_sites_cannot_switch(browser, path, headers):
    reply = switch(browser, path, headers, language="fr", theme="dark")
    assert reply.status_code == 400
    assert "Set-Cookie" not in reply.headers


def test_a_browser_that_only_names_the_origin_may_switch(browser):
    reply = switch(browser, "/theme", {"Origin": "http://localhost"}, theme="dark")
    assert (reply.status_code, reply.location) == (303, "/")


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:x",
        "",
    ],
)
def test_a_switch_leads_nowhere_else(browser, target):
    assert switch(browser, "/theme", theme="dark", next=target).location == "/"


def test_the_cookies_are_kept_from_scripts_and_other_sites(browser):
    cookie = switch(browser, "/theme", theme="dark").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
