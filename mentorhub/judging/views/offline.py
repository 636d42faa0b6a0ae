"""What lets a juror go on without network: a worker in the browser, and whose pages it keeps."""

from flask import Response, json, session
from flask_login import current_user

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
    "js/behaviours/order.js",
    "js/behaviours/scoresheet.js",
    "js/differences.js",
    "js/kept.js",
    "js/outbox.js",
    "js/saving.js",
    "js/saying.js",
    "js/shelf.js",
    "js/taking.js",
    "js/tapping.js",
    "js/writing.js",
)
"""What the list, the sheets and the ballot load: a journey opens them without network."""

WORKER = ("js/forgetting.js", "js/worker.js")


@bp.get("/worker.js")
@access(rules.WORKER)
def worker() -> Response:
    """At the root, so that it sees every page that says who is signed in."""
    needed = json.dumps([served(name)[0] for name in NEEDED])
    source = "".join(served(name)[1].read_text("utf-8") for name in WORKER)
    return Response(f"const NEEDED = {needed};\n{source}", mimetype="text/javascript")


def hand_of(person: Person) -> str:
    """A name for what a browser keeps for this person: the same on every day, and no number."""
    return pseudonym("hand", str(person.id))[:24]


@bp.app_template_global()
def hand_of_reader() -> str:
    return hand_of(current_user)


@bp.after_app_request
def say_whose_hand(reply: Response) -> Response:
    """On a shared computer nobody's, so that the worker keeps nothing there."""
    if reply.status_code < 500 and session.permanent and isinstance(current_user, Person):
        reply.headers["Hand-Of"] = hand_of(current_user)
    return reply
