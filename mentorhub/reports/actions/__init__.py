"""The verbs of reports."""

from mentorhub.reports.actions.exporting import contacts_given_out
from mentorhub.reports.actions.targets import set_targets

__all__ = ["contacts_given_out", "set_targets"]
