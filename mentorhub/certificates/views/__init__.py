"""What holders, organisers, officers and strangers see of certificates."""

from mentorhub.certificates.views import checking, giving, own, proposing
from mentorhub.certificates.views.blueprint import bp

__all__ = ["bp", "checking", "giving", "own", "proposing"]
