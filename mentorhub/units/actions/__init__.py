"""The tree of units: loaded from files that are part of the program, grown by officers."""

from mentorhub.units.actions.growing import add, close, rename, reopen
from mentorhub.units.actions.loading import UnknownProvince, load_units

__all__ = ["UnknownProvince", "add", "close", "load_units", "rename", "reopen"]
