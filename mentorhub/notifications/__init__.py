"""Notifications: who hears of what, in the app and by mail, and how they turn it off."""
