"""The page that says what waits, and what waits because of an office or an age."""

from mentorhub.desk.views.pages import bp

__all__ = ["bp"]
