"""Desk: one page that says what waits for the person who opens it, whatever their roles."""
