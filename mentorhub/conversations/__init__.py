"""Conversations: threads about a thing, what is written in them, and reports about safety."""
