"""Measures: what two organisers decide about one entry. More time, excluded, taken in again."""
