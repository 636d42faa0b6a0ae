from tests.factories import make_card, make_contest, make_entry, make_idea, make_juror, make_mentor


def test_rows_of_every_kind_can_be_made(app):
    contest = make_contest()
    card = make_card(make_juror(contest), make_entry(contest=contest), points=[12.5, None])
    assert [str(mark.points) for mark in card.marks] == ["12.5", "None"]
    assert make_idea(tags=["iot"]).version == 1
    assert make_mentor().is_available
