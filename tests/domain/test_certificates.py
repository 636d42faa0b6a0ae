"""Who is due which certificate, its code, and what is signed."""

from uuid import UUID

from mentorhub.certificates.domain import (
    ALPHABET,
    Due,
    Kind,
    bold,
    due,
    holder,
    new_code,
    outstanding,
    runs,
    spelled,
    tidy,
)

CONTEST, FIRST, SECOND, PRIZE, A, B, C, D = (UUID(int=number) for number in range(8))


def all_due():
    return due(
        CONTEST,
        [(FIRST, PRIZE), (SECOND, None)],
        teams={FIRST: [A, B], SECOND: [C]},
        authors={FIRST: [B, D, D], SECOND: []},
        jurors=[D],
    )


def test_everybody_gets_their_own_in_the_order_of_the_results():
    assert all_due() == [
        Due(Kind.AWARD, A, FIRST, FIRST, PRIZE),
        Due(Kind.AWARD, B, FIRST, FIRST, PRIZE),
        Due(Kind.IDEA, D, FIRST, FIRST, PRIZE),
        Due(Kind.TAKING_PART, C, SECOND, SECOND, None),
        Due(Kind.JUROR, D, CONTEST),
    ]


def test_an_author_who_is_in_the_team_is_not_credited_twice():
    assert [one.person for one in all_due() if one.kind is Kind.IDEA] == [D]


def test_what_was_given_once_is_not_given_again():
    given = {Due(Kind.AWARD, A, FIRST).key}
    left = outstanding(all_due(), [Kind.AWARD, Kind.JUROR], given)
    assert [(one.kind, one.person) for one in left] == [(Kind.AWARD, B), (Kind.JUROR, D)]


def test_a_code_holds_more_than_128_bits_and_reads_back_however_it_was_typed():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert len(ALPHABET) ** len(next(iter(codes))) > 2**128
    code = "0123456789ABCDEFGHJKMNPQRS"
    assert spelled(code) == "01234 56789 ABCDE FGHJK MNPQRS"
    assert tidy(spelled(code).lower()) == tidy("O-I234.56789abcdefghjkmnpqrs") == code


def test_a_name_is_signed_so_that_nobody_guesses_it():
    assert holder("Lê Hồng Cúc", "a") == holder("Lê Hồng Cúc", "a")
    assert holder("Lê Hồng Cúc", "a") != holder("Lê Hồng Cúc", "b")


def test_bold_words_are_told_from_the_others_whatever_they_hold():
    sign = bold("")[0]
    assert runs(f"won {bold(f'A{sign}B')} of {bold('C')}.") == [
        ("won ", False), ("AB", True), (" of ", False), ("C", True), (".", False),
    ]  # fmt: skip
