"""Mentoring: profiles, recommendations with reasons, requests, and working together."""
