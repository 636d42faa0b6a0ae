"""Audits: reading the audit log. A *row* is one decision; a *look* is a row about oneself."""
