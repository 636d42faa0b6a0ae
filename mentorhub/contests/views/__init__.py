"""The pages of contests: for everybody, and for those who set them up and run them."""

from uuid import UUID

from flask import Blueprint

from mentorhub.platform.markdown import rendered

bp: Blueprint = Blueprint("contests", __name__)  # the files below import it: a type of its own
bp.add_app_template_filter(rendered, "markdown")


def key_in(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


from mentorhub.contests.views import organisers  # noqa: E402
from mentorhub.contests.views.everyone import river_of  # noqa: E402

__all__ = ["bp", "organisers", "river_of"]
