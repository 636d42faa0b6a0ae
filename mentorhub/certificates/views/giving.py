"""The certificates of a contest, for those who run it and are close to no entry."""

from collections import Counter

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.certificates import actions, queries, rules
from mentorhub.certificates.domain import Kind, outstanding
from mentorhub.certificates.forms import CAUSES, KINDS, SHAPES, BundleForm, GiveForm, RevokeForm
from mentorhub.certificates.models import Bundle, Certificate, Shape
from mentorhub.certificates.views.blueprint import bp
from mentorhub.certificates.views.own import as_file
from mentorhub.contests.models import Contest
from mentorhub.platform import files
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import key_in
from mentorhub.platform.i18n import _
from mentorhub.platform.paging import slice_of


@bp.get("/contests/<uuid:contest_id>/certificates")
@access(rules.LIST, contest=Contest)
def of_contest(contest: Contest) -> Page:
    return _desk(contest)


@bp.post("/contests/<uuid:contest_id>/certificates/batches")
@access(rules.GIVE, second_step=True, contest=Contest)
def give(contest: Contest) -> Page | Response:
    form = GiveForm()
    if form.sent() and form.attempt(actions.give, contest, form.chosen, by=current_user):
        flash(_("The certificates are being written. Their holders are told when all are there."))
        return redirect(url_for("certificates.of_contest", contest_id=contest.id), 303)
    return _desk(contest, give=form)


@bp.post("/contests/<uuid:contest_id>/certificates/bundles")
@access(rules.LIST, contest=Contest)
def ask_for_bundle(contest: Contest) -> Page | Response:
    form = BundleForm()
    if form.sent() and form.attempt(
        actions.ask_for_bundle, contest, Shape(form.shape.data), by=current_user
    ):
        return redirect(url_for("certificates.of_contest", contest_id=contest.id), 303)
    return _desk(contest, bundle=form)


@bp.get("/certificate-bundles/<uuid:bundle_id>")
@access(rules.TAKE_OUT, bundle=Bundle)
def take_out(bundle: Bundle) -> Response:
    file = bundle.file
    if file is None:
        abort(404)
    return as_file(files.content_of(file), file.media_type, file.name)


@bp.get("/contests/<uuid:contest_id>/certificates/given")
@access(rules.LIST, contest=Contest)
def given(contest: Contest) -> Page:
    found = slice_of(queries.listed_in(contest, key_in(request.args.get("after"))), size=50)
    more = (
        url_for("certificates.given", contest_id=contest.id, after=found.after)
        if found.after
        else None
    )
    return page(
        "certificates/given.html",
        contest=contest,
        certificates=found.rows,
        more=more,
        kinds=KINDS,
        causes=CAUSES,
    )


@bp.route("/certificates/<uuid:certificate_id>/revocation", methods=["GET", "POST"])
@access(rules.REVOKE, second_step=True, certificate=queries.certificate)
def revoke(certificate: Certificate) -> Page | Response:
    form, back = RevokeForm(), url_for("certificates.given", contest_id=certificate.contest_id)
    if form.sent() and form.attempt(actions.revoke, certificate, **form.facts, by=current_user):
        flash(_("It no longer counts. Whoever looks it up reads so."))
        return redirect(back, 303)
    return page("certificates/revoke.html", form=form, certificate=certificate, kinds=KINDS)


def _desk(
    contest: Contest, *, give: GiveForm | None = None, bundle: BundleForm | None = None
) -> Page:
    counts = queries.counts_in(contest)
    left = outstanding(queries.due_in(contest), list(Kind), queries.given_in(contest))
    to_give = Counter(one.kind for one in left)
    ticked = {"kinds": [kind.value for kind in to_give]}
    return page(
        "certificates/of_contest.html",
        form=give or bundle,
        give_form=give or GiveForm(formdata=None, data=ticked),
        contest=contest,
        counts=[(KINDS[kind], counts.get(kind, 0), to_give[kind]) for kind in Kind],
        batches=queries.batches_of(contest),
        bundles={one.shape: one for one in queries.bundles_of(contest.id)},
        shapes=SHAPES,
        left=len(left),
    )
