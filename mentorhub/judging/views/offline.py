"""What lets a juror go on without network: a worker in the browser, and whose pages it keeps."""

from flask import Response, g, json, session

from mentorhub.accounts.models import Person
from mentorhub.judging import rules
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import access
from mentorhub.platform.assets import served
from mentorhub.platform.pseudonyms import pseudonym

NEEDED = (
    "css/site.css",
    "css/work.css",
    "fonts/mentorhub-sans-400.woff2",
    "fonts/mentorhub-sans-600.woff2",
    "fonts/mentorhub-sans-800.woff2",
    "icons.svg",
    "img/chevron.svg",
    "img/mark.svg",
    "js/app.js",
    "js/behaviours/hand.js",
    "js/behaviours/menu.js",
    "js/behaviours/scoresheet.js",
    "js/differences.js",
    "js/kept.js",
    "js/outbox.js",
    "js/saving.js",
    "js/saying.js",
    "js/shelf.js",
    "js/tapping.js",
)
"""What the list and the sheets load; a journey opens them without network and misses nothing."""


@bp.get("/worker.js")
@access(rules.WORKER)
def worker() -> Response:
    """At the root, so that it sees every page that says who is signed in."""
    needed = json.dumps([served(name)[0] for name in NEEDED])
    source = served("js/worker.js")[1].read_text("utf-8")
    return Response(f"const NEEDED = {needed};\n{source}", mimetype="text/javascript")


def hand_of(person: Person) -> str:
    """A name for what a browser keeps for this person: the same on every day, and no number."""
    return pseudonym("hand", str(person.id))[:24]


@bp.after_app_request
def say_whose_hand(reply: Response) -> Response:
    """On a shared computer nobody's, so that the worker keeps nothing there."""
    person = g.get("_login_user")
    if reply.status_code < 500 and isinstance(person, Person) and session.permanent:
        reply.headers["Hand-Of"] = hand_of(person)
    return reply
