"""Strangers before kept pages."""

from mentorhub.platform import page_cache
from mentorhub.platform.db import transaction
from tests.factories import make_idea

LIST = "/ideas"


def write_idea(app, title):
    with app.app_context(), transaction():
        return make_idea(title=title).id


def key(**environ):
    return page_cache.key_of(
        {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "https", "PATH_INFO": "/", **environ}
    )
