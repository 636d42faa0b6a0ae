"""What is found in an entry, how alike texts are, and where its check stands."""
