"""Complaints: a team asks to have its result looked at again, and two organisers answer."""
