"""A reader without a screen: signs in as somebody, opens pages, fills in forms."""

import re

from flask import g

from mentorhub.platform.db import db


class Browser:
    def __init__(self, app):
        self.app = app
        self.client = app.test_client()

    def sign_in(self, person, second_step=True):
        """As if the person had signed in on this device (the form itself is tested elsewhere).

        `second_step`: and had confirmed with a one-time code just now, as acts of weight need.
        """
        from mentorhub.accounts.actions import open_login
        from tests.factories import confirm_login

        token = open_login(person, device="test", shared_computer=False)
        if second_step:
            confirm_login(token)
        with self.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        g.pop("_login_user", None)  # the test's app context outlives the request
        return self

    def sign_out(self):
        self.client = self.app.test_client()
        g.pop("_login_user", None)
        g.pop("csrf_token", None)  # the token of the session that is gone
        return self

    def speak(self, language):
        self.client.set_cookie("language", language)
        return self

    def get(self, url, **more):
        g.pop("_login_user", None)
        return self.client.get(url, **more)

    def post(self, url, token=None, **answers):
        """Send a form; the token is the one any page of this session would have carried."""
        g.pop("_login_user", None)
        data = {name.replace("__", "-"): value for name, value in answers.items()}
        return self.client.post(url, data={"csrf_token": token or self.token(), **data})

    def submit(self, url, **answers):
        """Open a page and send its form back with these answers."""
        page = self.get(url)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        return self.post(url, token=found and found[1], **{**shown_on(page), **answers})

    def token(self):
        from flask_wtf.csrf import generate_csrf

        g.pop("csrf_token", None)  # made for another session
        with self.app.test_request_context():
            from flask import session

            with self.client.session_transaction() as stored:
                session.update(stored)
                token = generate_csrf()
                stored["csrf_token"] = session["csrf_token"]
        return token


class CommittingBrowser(Browser):
    """What a test has made is kept before each request, so that a refusal undoes only its own."""

    def get(self, url, **more):
        db.session.commit()
        return super().get(url, **more)

    def post(self, url, token=None, **answers):
        db.session.commit()
        return super().post(url, token, **answers)

    def post_quietly(self, url, **answers):
        """As the script of a page does: the reply is JSON."""
        token = self.token()
        db.session.commit()
        g.pop("_login_user", None)
        headers = {"Accept": "application/json"}
        return self.client.post(url, data={"csrf_token": token, **answers}, headers=headers)


def shown_on(page):
    """What a page says it showed of a draft, as its form sends it back."""
    return dict(re.findall(r'name="(seen-[^"]+)" value="([^"]*)"', page.text))
