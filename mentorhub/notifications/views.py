from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.notifications import actions, queries, rules
from mentorhub.notifications.domain import FAMILIES, Notices, family_of, link_of, stretch
from mentorhub.notifications.forms import LABELS, PreferencesForm
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.platform import mail
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL, today
from mentorhub.platform.db import db
from mentorhub.platform.edge import csrf
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, sentence
from mentorhub.platform.paging import slice_of

bp = Blueprint("notifications", __name__)
NAMED_FAMILIES = [(family.name, LABELS[family.name]) for family in FAMILIES]
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"


@bp.app_template_global()
def unread_count() -> int:
    """For the bell of the header; asked only by pages that show one."""
    return queries.unread(current_user.id)


@bp.app_template_filter()
def news_line(notification: Notification) -> str:
    activity = notification.activity
    return sentence(_notices().lines[activity.verb], activity.facts)


@bp.get("/notifications")
@access(rules.READ_OWN)
def inbox() -> Page:
    family, after = request.args.get("family", ""), request.args.get("after", type=UUID)
    news = slice_of(queries.inbox(current_user.id, verbs=_verbs_of(family), after=after))
    return page(
        "notifications/inbox.html",
        stretches=[(key, list(rows)) for key, rows in groupby(_by_time(news.rows), _stretch_of)],
        after=news.after,
        family=family,
        kinds=[("", _("All")), *NAMED_FAMILIES],
        unread=queries.unread(current_user.id),
    )


def _by_time(rows: Iterable[Notification]) -> list[Notification]:
    """Told late is not new: a page is read by when things happened."""
    return sorted(rows, key=lambda one: one.at, reverse=True)


def _stretch_of(notification: Notification) -> str:
    return stretch(notification.at.astimezone(LOCAL).date(), today()).value


def _verbs_of(family: str) -> list[str] | None:
    """The verbs told so far that belong to a family; all of them without one."""
    if not family:
        return None
    return [verb for verb in _notices().lines if family_of(verb).name == family]


def _notices() -> Notices:
    notices: Notices = current_app.extensions["notices"]
    return notices


@bp.before_app_request
def _opening_writes() -> None:
    """Following a notification marks it as read: this GET takes the writer's lock at once."""
    if request.endpoint == "notifications.open":
        g.writes = True


@bp.get("/notifications/<uuid:notification_id>")
@access(rules.OPEN, notification=Notification)
def open(notification: Notification) -> Response:
    link = link_of(notification.activity, _notices().links)
    actions.mark_read(notification)
    return redirect(url_for(link[0], **link[1]) if link else url_for("notifications.inbox"))


@bp.post("/notifications/read")
@access(rules.READ_OWN)
def mark_all_read() -> Response:
    if Confirmation().sent():
        actions.mark_all_read(by=current_user)
    return redirect(url_for("notifications.inbox"), 303)


@bp.route("/notifications/preferences", methods=["GET", "POST"])
@access(rules.CHOOSE)
def preferences() -> Any:
    rows = queries.preferences_of(current_user.id)
    form = PreferencesForm.showing({(r.family, r.channel) for r in rows if not r.is_on})
    if form.sent() and form.attempt(actions.choose, form.wanted, by=current_user):
        flash(_("Saved. From now on news reach you this way."))
        return redirect(url_for("notifications.preferences"), 303)
    return page("notifications/preferences.html", form=form, families=NAMED_FAMILIES)


@bp.route("/unsubscribe/<token>", methods=["GET", "POST"])
@csrf.exempt
@access(rules.UNSUBSCRIBE)
def unsubscribe(token: str) -> Any:
    """Mail programs send the POST by themselves (RFC 8058); the sealed address says for whom."""
    what, person_id, family = mail.unsealed(token) or ("", "", "")
    if what != "unsubscribe":
        abort(404)
    if request.method == "POST":
        actions.unsubscribe(UUID(person_id), family)
    done = request.method == "POST"
    return page("notifications/unsubscribe.html", family=LABELS[family], done=done)


@bp.get("/mailbox")
@access(rules.LOOK_IN_MAILBOX)
def mailbox() -> Page:
    _only_in_the_demo()
    return page("notifications/mailbox.html", mails=db.session.scalars(queries.newest_deliveries()))


@bp.get("/mailbox/<uuid:mail_id>")
@access(rules.LOOK_IN_MAILBOX, mail=Delivery)
def show_mail(mail: Delivery) -> Response:
    """As a mail program shows it: styles stand on the elements, so the policy differs."""
    _only_in_the_demo()
    return Response(
        mail.html, headers={"Content-Security-Policy": MAIL_POLICY}, mimetype="text/html"
    )


def _only_in_the_demo() -> None:
    if not current_app.config["DEMO"]:
        abort(404)
