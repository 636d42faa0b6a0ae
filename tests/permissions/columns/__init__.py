"""Every column there is: headings of files and lists, fields of people on pages, facts of mails,
parts of an address a list listens to. Each names the permission that covers it.

A new column that nobody entered here fails, and so does a line for one that is gone: whoever adds
it says who may read it, and the sweep over that place then has to agree.
"""
