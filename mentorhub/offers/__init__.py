"""Outside rounds an officer offers a team a mentor; the team asks that mentor, or says no.

An *offer* is for the team alone: the mentor hears of it when the team asks, as with any request.
A team of grown-ups may let mentors *offer themselves*; such an offer is answered in the same way.
"""
