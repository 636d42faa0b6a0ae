"""Eligibility: entries are looked through before the jury reads them, with reasons computed."""
