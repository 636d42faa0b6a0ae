"""Console: where organisers and officers run things."""
