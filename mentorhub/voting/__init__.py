"""The public vote: everybody's choice beside the jury's, one proved account one ballot."""
