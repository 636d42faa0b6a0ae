"""Certificates (giấy chứng nhận): given after the results, checked by anybody who holds the paper.

A *certificate* is given to one person for one thing, a *batch* is what was given at one time, a
*bundle* is one file with the papers of a contest. A commendation (giấy khen, bằng khen) is a formal
award by decision and is never made here.
"""
