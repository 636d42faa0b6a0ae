"""Calendars: the dates of contests as feeds and on the desk, and reminders before deadlines."""
