"""Scores and places once more, by other means: whole cents and fractions, no Decimal, no rounding
of ours. Nothing here is imported from the program."""

from fractions import Fraction


def cents(points):
    """Half-up to two places, as a whole number."""
    return (2 * 100 * Fraction(points) + 1).__floor__() // 2


def sheet(points, maxima, weights):
    """The total of one sheet, in cents."""
    if weights is None:
        return cents(sum(Fraction(p) for p in points))
    earned = sum(
        Fraction(w) * Fraction(p) / Fraction(m)
        for p, m, w in zip(points, maxima, weights, strict=True)
    )
    return cents(100 * earned / sum(map(Fraction, weights)))


def average(totals, kind):
    ordered = sorted(totals)
    if kind == "median":
        middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
        return cents(Fraction(sum(middle), 100 * len(middle)))
    if kind == "trimmed" and len(ordered) > 4:
        ordered = ordered[1:-1]
    return cents(Fraction(sum(ordered), 100 * len(ordered)))


def ranked(contest):
    """{entry: (place, cents)}; the place is None without sheets or below the conditions.

    `contest`: maxima, weights, average, pass_mark, no_zero, tie_break (numbers of criteria),
    decided {entry: order}, sheets {entry: [points …]}, beside {entry: points}.
    """
    known = {entry: _score(entry, contest) for entry in contest["sheets"]}
    standing = {entry: keys for entry, (keys, passes) in known.items() if passes}
    best_first = sorted(standing.values(), reverse=True)
    found = {entry: (None, keys and keys[0]) for entry, (keys, _) in known.items()}
    for entry, keys in standing.items():
        equals = [one for one in standing if standing[one] == keys]
        ahead = best_first.index(keys)
        if all(one in contest["decided"] for one in equals):
            orders = [contest["decided"][one] for one in equals]
            ahead += sum(order < contest["decided"][entry] for order in orders)
        found[entry] = (ahead + 1, keys[0])
    return found


def _score(entry, contest):
    sheets = contest["sheets"][entry]
    if not sheets:
        return None, False
    totals = [sheet(one, contest["maxima"], contest["weights"]) for one in sheets]
    given = average(totals, contest["average"])
    means = [
        cents(sum(map(Fraction, column)) / len(sheets)) for column in zip(*sheets, strict=True)
    ]
    mark = contest["pass_mark"]
    passes = mark is None or given >= 100 * Fraction(mark)
    passes = passes and not (contest["no_zero"] and 0 in means)
    total = max(0, given + 100 * Fraction(contest["beside"].get(entry, 0)))
    return (total, *[means[i] for i in contest["tie_break"]]), passes
