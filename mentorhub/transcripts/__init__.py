"""Transcripts: sheets marked on paper, typed by one secretary and once more by another."""
