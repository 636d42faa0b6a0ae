"""Build an index and take it into use; ask a language model where one is installed."""

from mentorhub.matching.actions.asking import language_model
from mentorhub.matching.actions.building import AMENDED, amend_index, build_index
from mentorhub.matching.actions.remembering import forget, understand

__all__ = ["AMENDED", "amend_index", "build_index", "forget", "language_model", "understand"]
