"""Values as they are typed into the pages of the set-up, and the sentences of a rule alone."""

from decimal import Decimal


def write(value, comma):
    """As one types it: with a comma or a point, nothing for what there is not."""
    if isinstance(value, Decimal) and comma:
        return str(value).replace(".", ",")
    return "" if value is None else str(value)


def in_three(field, name):
    return {f"{field}_{tongue}": name.get(tongue, "") for tongue in ("vi", "en", "fr")}


def rows(name, told):
    return {f"{name}-{n}-{field}": v for n, row in enumerate(told) for field, v in row.items()}


def ticked(field, is_so):
    return {field: "y"} if is_so else {}


def only(told, *rules):
    return [one for one in told if one.rule in rules]
