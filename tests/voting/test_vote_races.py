"""Twenty clicks at once are one ballot, on real connections."""

from sqlalchemy import select

from mentorhub.platform.db import db
from mentorhub.voting.models import Ballot
from tests.entries.test_races import all_at_once, signed_in
from tests.voting.conftest import Cast, make_voter


def test_one_person_clicking_on_different_entries_at_once_has_one_ballot(real_app):
    with real_app.app_context():
        cast = Cast()
        device = signed_in(real_app, make_voter())
        address = f"/votes/{cast.vote.id}/ballot"
        wanted = [{"entry": str(cast.entries[n % 3].id)} for n in range(12)]
        db.session.commit()
    assert set(all_at_once([(device, address, answers) for answers in wanted])) == {303}
    with real_app.app_context():
        assert len(db.session.scalars(select(Ballot)).all()) == 1


def test_many_people_at_once_are_all_counted(real_app):
    with real_app.app_context():
        cast = Cast()
        address, answers = f"/votes/{cast.vote.id}/ballot", {"entry": str(cast.entries[0].id)}
        wanted = [(signed_in(real_app, make_voter()), address, answers) for _ in range(12)]
        db.session.commit()
    assert all_at_once(wanted) == [303] * 12
    with real_app.app_context():
        assert len(db.session.scalars(select(Ballot)).all()) == 12
