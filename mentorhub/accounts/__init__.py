"""Accounts: people (pseudonyms), what we know of them, and how they sign in.

`Person` is what every row points to; `PersonalDetails` can be erased without touching history.
"""
