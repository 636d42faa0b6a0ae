"""`tasks.py bench`: our pages against the yardstick, in the same run, on both databases.

Every figure is a ratio inside one run: rounds of the yardstick and of our page alternate, and the
median of the rounds' ratios is printed. See docs/proof/bench.md for the last output.
"""
