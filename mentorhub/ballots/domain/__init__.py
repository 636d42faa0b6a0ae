"""What a ballot is, and what many ballots say together. Plain values in, plain values out."""
