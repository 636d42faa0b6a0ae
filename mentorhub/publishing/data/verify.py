"""Recompute published results from their ledger:  python verify.py results.jsonl key.pub

Needs Python 3.9 alone. Counts everything again from the sheets and prints what to compare with the
page. Ends with 0, or 1 and what does not hold."""

import base64
import json
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from hashlib import sha256, sha512
from itertools import permutations, product
from statistics import mean, median

P, Q, CENT = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, Decimal("0.01")
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, P // 4, P)


def must(holds, what):
    if not holds:
        raise ValueError(what)


# Ed25519 (RFC 8032): points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z
def added(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    rest = times(number >> 1, added(point, point)) if number else (0, 1, 1, 0)
    return added(rest, point) if number & 1 else rest


def unpacked(raw):
    sign, y = divmod(int.from_bytes(raw, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT % P
    must(len(raw) == 32 and y < P and (x * x - square) % P == 0 and (x or not sign), "no point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def is_signed(key, message, raw):
    base, point, start = map(unpacked, (b"X" + b"f" * 31, key, raw[:32]))
    s = int.from_bytes(raw[32:], "little")
    h = int.from_bytes(sha512(raw[:32] + key + message).digest(), "little") % Q
    a, b = times(s, base), added(start, times(h, point))
    return s < Q and len(raw) == 64 and not any((a[n] * b[2] - b[n] * a[2]) % P for n in (0, 1))


def canonical(facts):
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def averaged(totals, rule="mean"):
    must(rule in ("mean", "median", "trimmed"), f"a rule this program does not know: {rule}")
    kept = sorted(totals)[1:-1] if rule == "trimmed" and len(totals) > 4 else totals
    found = (median if rule == "median" else mean)([Fraction(total) for total in kept])
    return (Decimal(found.numerator) / found.denominator).quantize(CENT, ROUND_HALF_UP)


def evened_out(cells, variances):
    """{entry: points} by total = level + entry + juror + chance: Henderson's equations."""
    q, s = (float(variances["noise"]) / float(variances[of]) for of in ("quality", "severity"))
    at = {j: n for n, j in enumerate(sorted(set().union(*cells.values())), 1)}
    by = {e: [(at[j], float(sum(p.values()))) for j, p in cells[e].items()] for e in cells}
    end = len(at) + 1
    rows = [[s if i == k > 0 else 0.0 for k in range(end + 1)] for i in range(end)]
    for own in by.values():
        for (one, _), (two, total) in product(own, own):
            for i, (k, figure) in product((0, one), ((0, 1), (two, 1), (end, total))):
                rows[i][k] += ((one == two) - 1 / (len(own) + q)) * figure
    for i, n in permutations(range(end), 2):  # Gauss and Jordan
        rows[n] = [x - rows[n][i] / rows[i][i] * rows[i][k] for k, x in enumerate(rows[n])]
    x = [row[end] / row[i] for i, row in enumerate(rows)]
    return {e: x[0] + sum(t - x[0] - x[j] for j, t in by[e]) / (len(by[e]) + q) for e in by}


def cells_of(lines, head, stage):
    cells, rubric = {}, head.get("rubrics", {}).get(str(stage), head["rubric"])
    for line in (sheet for sheet in lines["sheet"] if sheet.get("stage") == stage):
        points = {key: Decimal(text) for key, text in line["points"].items()}
        must(points.keys() == {c["id"] for c in rubric}, "a sheet does not mark every criterion")
        scale = [(points[c["id"]], Decimal(c["max"]), Decimal(c["step"])) for c in rubric]
        must(all(0 <= p <= m and p % step == 0 for p, m, step in scale), "a mark off the scale")
        own = cells.setdefault(line["entry"], {}).setdefault(line["juror"], points)
        must(own is points, "two sheets of one juror and entry")
    return cells


def scores(head, lines):
    """{entry: (total, {criterion: mean}, number of sheets, passes, is what it brings told?)}."""
    rules, totals, left, found = head["rules"], {}, {}, {}
    for stage, percent in (*head.get("earlier", ()), (None, 100)):
        cells = cells_of(lines, head, stage)
        brought, left = left, {}
        for e, own in cells.items():
            totals[e] = averaged([sum(p.values()) for p in own.values()], rules["average"])
            left[e] = averaged([Fraction(totals[e] + brought.get(e, 0)) * percent / 100])
    must(cells.keys() <= {e["entry"] for e in lines["entry"]}, "a sheet of an unknown entry")
    adjusted = {e["entry"]: Decimal(e["adjusted"]) for e in lines["entry"] if "adjusted" in e}
    must(set(adjusted) == set(cells if rules["deciding"] == "adjusted" else ()), "points differ")
    if adjusted and head["jurors"] == "one name each":
        for entry, points in evened_out(cells, rules["variances"]).items():
            must(abs(points - float(adjusted[entry])) < 0.00501, f"{entry} comes to {points}")
    for line in lines["entry"]:
        entry, sheets = line["entry"], list(cells[line["entry"]].values())
        means = {c: averaged([p[c] for p in sheets]) for c in sheets[0]}
        total, zero = adjusted.get(entry, totals[entry]), rules["no_zero"] and 0 in means.values()
        passes = total >= Decimal(rules["pass_mark"] or 0) and not zero
        bonus, carried, off = (Decimal(line.get(k, 0)) for k in ("bonus", "carried", "penalty"))
        must(carried == brought.get(entry, carried), f"{entry} brings {brought.get(entry)} points")
        total = max(total + bonus + carried - off, Decimal(0))
        found[entry] = total, means, len(sheets), passes, carried and entry not in brought
    return found


def ranking(found, rules):
    """{entry: place}: by points, then the criteria named, then the jury; equals share a place."""
    merit = {e: (s[0], *(s[1][c] for c in rules["tie_break"])) for e, s in found.items() if s[3]}
    loose = {key for entry, key in merit.items() if entry not in rules["decided"]}
    keys = {e: (*key, 0 if key in loose else -rules["decided"][e]) for e, key in merit.items()}
    return {entry: 1 + sum(other > key for other in keys.values()) for entry, key in keys.items()}


def tree(leaves):
    split = 1 << (len(leaves) - 1).bit_length() - 1 if len(leaves) > 1 else 0
    both = b"\1" + tree(leaves[:split]) + tree(leaves[split:]) if split else b""
    return sha256(both).digest() if both or not leaves else leaves[0]


def check_log(head, lines, key):
    """The log the sheets came into, its checkpoint, the closing, each sheet that opens its leaf."""
    leaves = [bytes.fromhex(leaf) for leaf in lines["leaves"][0]["leaves"]]
    text, _, by = lines["end"][0]["checkpoint"].rpartition("\n\n\u2014 ")
    must(is_signed(key, f"{text}\n".encode(), base64.b64decode(by.split()[1])[4:]), "not signed")
    origin, size, root = text.split("\n")
    must(origin.endswith(f"/contests/{head['contest']}/scores"), "the checkpoint is of another log")
    must(len(leaves) == int(size), "the log is not as long as the one that was signed")
    opened = [line for line in lines["sheet"] if "leaf" in line]
    for stage, end, mark in (*head["closed"], (None, len(leaves), root)):
        must(tree(leaves[:end]) == base64.b64decode(mark), "the log is not the one that was signed")
        must(all(0 <= s["leaf"] < end for s in opened if s.get("stage") == stage), "a late sheet")
    for s in opened:
        sheet = sha256(s["salt"].encode() + canonical({"entry": s["entry"], "points": s["points"]}))
        leaf = sha256(b"\0" + canonical({"facts": s["facts"], "sheet": sheet.hexdigest()})).digest()
        must(leaf == leaves[s["leaf"]], "a sheet is not the one that was handed in")
    must(len({line["leaf"] for line in opened}) == len(opened), "two sheets open one leaf")
    return len(opened)


def check(content, key):
    body, _, last = content.removesuffix(b"\n").rpartition(b"\n")
    raw = base64.b64decode(json.loads(last)["signature"])
    end = canonical({"type": "signature", "signature": base64.b64encode(raw).decode()})
    must(last == end and content == body + b"\n" + last + b"\n", "not in its one form")
    must(is_signed(key, body + b"\n", raw), "not signed by this key")
    facts = [json.loads(line) for line in body.split(b"\n")]
    must(body == b"\n".join(map(canonical, facts)), "a line is not in its one form")
    lines = {kind: [f for f in facts if f["type"] == kind] for kind in {f["type"] for f in facts}}
    head, places = {"closed": (), "criteria": {"version": "?"}, **lines["head"][0]}, lines["place"]
    must(head["format"] == "mentorhub-results-1", "a format this program does not know")
    rubric, named = sha256(canonical(head["rubric"])).hexdigest(), head["criteria"]
    must(named.get("digest", rubric) == rubric, "the criteria are not those of their version")
    head["rules"] = rules = {"deciding": "given", "withheld": {}, **head["rules"]}
    ranks = ranking(found := scores(head, lines), rules)
    must(sorted(place["entry"] for place in places) == sorted(found), "entries are missing")
    for line in places:
        counted = (ranks.get(line["entry"]), *found[line["entry"]][:3])
        means = {k: Decimal(v) for k, v in line["means"].items()}
        told = (line["rank"], Decimal(line["total"]), means, line["readers"])
        must(counted == told, f"{line['entry']} has place {counted[0]} and {counted[1]} points")
    table = [{k: v for k, v in line.items() if k not in ("type", "award")} for line in places]
    whole = {"contest": head["contest"], "places": table, "withheld": sorted(rules["withheld"])}
    digest = sha256(canonical({k: v for k, v in whole.items() if v})).hexdigest()
    must(digest == lines["end"][0]["digest"], "the fingerprint of the table is another")
    told = f"{len(places)} places follow from {len(lines['sheet'])} sheets; "
    told += f"{check_log(head, lines, key)} of these are shown to be as they were handed in."
    if rules["deciding"] == "adjusted" and head["jurors"] != "one name each":
        told += "\nPoints evened out between jurors are taken as told: names do not show a juror."
    if alone := sum(bool(score[4]) for score in found.values()):
        told += f"\nWhat {alone} entries bring along from earlier stages is taken as told."
    told += "".join(f"\nClosed at line {end} of the log: {root}" for _, end, root in head["closed"])
    told += f"\nCriteria, version {named['version']}: {rubric}\nFingerprint of the table: {digest}"
    return f"{told}\nFingerprint of this file: {sha256(content).hexdigest()}"


if __name__ == "__main__":
    try:
        _, ledger, key = sys.argv if len(sys.argv) == 3 else sys.exit(__doc__)
        with open(ledger, "rb") as file, open(key, encoding="ascii") as line:
            print(check(file.read(), base64.b64decode(line.read().rsplit("+", 1)[1])[1:]))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError) as e:
        sys.exit(f"DOES NOT HOLD: {e}")
