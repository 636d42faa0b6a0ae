"""Latecomers: codes with which teams enter after the deadline of all. Two organisers."""
