"""Pages that count: targets, reports, how units stand in public, the list for the portal."""

from mentorhub.reports.views import portal, posting, reading, standing, targets
from mentorhub.reports.views.blueprint import bp

__all__ = ["bp", "portal", "posting", "reading", "standing", "targets"]
