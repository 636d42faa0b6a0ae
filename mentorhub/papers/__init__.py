"""Papers: the files of an entry, given in parts, examined, kept and handed out."""
