"""The arithmetic of judging: plain values in, plain values out; no clock, no luck, no database."""
