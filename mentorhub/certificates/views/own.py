"""A person's own certificates; and those of a member, for the officers of the unit."""

from flask import current_app, make_response
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.models import Person
from mentorhub.certificates import actions, queries, rules
from mentorhub.certificates.forms import CAUSES, KINDS
from mentorhub.certificates.models import Certificate
from mentorhub.certificates.views.blueprint import bp
from mentorhub.platform.access import Page, access, page


@bp.get("/me/certificates")
@access(rules.OWN)
def own() -> Page:
    certificates = queries.of_person(current_user)
    return page("certificates/own.html", certificates=certificates, kinds=KINDS, causes=CAUSES)


@bp.get("/me/certificates/<uuid:certificate_id>.pdf")
@access(rules.DOWNLOAD, certificate=queries.certificate)
def download(certificate: Certificate) -> Response:
    paper = actions.paper_of(certificate, site=current_app.config["BASE_URL"])
    return as_file(paper, "application/pdf", actions.paper_titled(certificate))


@bp.get("/members/<uuid:person_id>/certificates")
@access(rules.LIST_OF_MEMBER, person=Person)
def of_member(person: Person) -> Page:
    """What for and when: no code, and no paper."""
    certificates = queries.of_person(person)
    return page(
        "certificates/of_member.html", person=person, certificates=certificates, kinds=KINDS
    )


def as_file(content: bytes, media_type: str, name: str) -> Response:
    reply = make_response(content)
    reply.mimetype = media_type
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply
