"""Organisations: who holds which office in which unit."""
