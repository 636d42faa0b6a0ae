"""The rights of a person over what is held about them: see it, take it away, correct it, erase it.

A *request* is one use of such a right, with the days the law gives for the answer and the deed.
What there is to export and erase is said by each feature's `privacy.py`.
"""
