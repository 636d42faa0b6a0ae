"""Names, numbers and ages, as plain values."""
