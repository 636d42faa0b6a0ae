"""Only the hosts of the settings are answered."""

from mentorhub.app import create_app
from tests.conftest import settings_of_tests as settings


def test_an_unknown_host_is_refused_without_a_page():
    app = create_app(settings("sqlite://", TRUSTED_HOSTS=["mentorhub.example.vn"]))
    answer = app.test_client().get("/", base_url="http://evil.example")
    assert (answer.status_code, answer.text) == (400, "Unknown host.\n")
    assert "Set-Cookie" not in answer.headers


def test_a_known_one_is_answered():
    app = create_app(settings("sqlite://", TRUSTED_HOSTS=["mentorhub.example.vn"]))
    answer = app.test_client().get("/static/none.css", base_url="http://mentorhub.example.vn")
    assert answer.status_code == 404
