"""The landing page, search, pages that gather several features, and the ways between them."""

from mentorhub.home.views import pages, ways
from mentorhub.home.views.blueprint import bp

__all__ = ["bp", "pages", "ways"]
