"""Slips: ideas that came on paper or by word of mouth, typed by somebody for their author."""
