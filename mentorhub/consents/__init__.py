"""Consents: what people agreed to, guardians too, and how it is taken back."""
