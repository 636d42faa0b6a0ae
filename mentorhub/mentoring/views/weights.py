"""Which weights the recommendation is made with, and going back to others."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.matching.domain.learning import LEAST_ANSWERS, LEAST_MENTORS, LEAST_OF_EACH
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring import actions, queries, rules
from mentorhub.mentoring.domain.weighing import compared
from mentorhub.mentoring.forms.weights import NIGHTS, WeightsForm
from mentorhub.mentoring.models import WeightChoice
from mentorhub.mentoring.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can


@bp.get("/mentors/weights")
@access(rules.READ_WEIGHTS)
def weights() -> Page:
    return _weights_page(WeightsForm(choice=request.args.get("back", "")), queries.better_sets())


@bp.post("/mentors/weights")
@access(rules.CHOOSE_WEIGHTS)
def choose_weights() -> Page:
    sets, form = queries.better_sets(), WeightsForm()
    form.offer(sets)
    if form.sent():
        facts = {"reason": form.reason.data, "seen": form.seen.data or 0, "by": current_user}
        by_nights = form.choice.data == NIGHTS
        deed = actions.let_nights_learn if by_nights else actions.choose_weights
        if form.attempt(deed, *([] if by_nights else [form.number]), **facts):
            flash(
                _("The nights decide again.")
                if by_nights
                else _("These weights are in force now. You can go back below.")
            )
            return redirect(url_for("mentoring.weights"))
    return _weights_page(form, sets)


def _weights_page(form: WeightsForm, sets: Sequence[WeightSet]) -> Page:
    """A form that was refused is sent again about what is in force by then."""
    choices = queries.choices()
    choice: WeightChoice | None = next(iter(choices), None)
    form.offer(sets)
    form.seen.data, form.seen.raw_data = choice.number if choice else 0, None
    may_choose = can(current_user, rules.CHOOSE_WEIGHTS)
    return page(
        "mentoring/weights.html",
        form=form if may_choose else None,
        choices=choices,
        choice=choice,
        last=queries.newest_set(),
        rows=compared(queries.weights_in_force().weights),
        weight_names=actions.WEIGHT_NAMES,
        so_far=queries.answers_so_far(),
        needed=(LEAST_ANSWERS, LEAST_OF_EACH, LEAST_MENTORS),
    )
