"""Outside rounds an officer offers a team a mentor; the team asks that mentor, or says no.

An *offer* is for the team alone: the mentor hears of it when the team asks, as with any request.
"""
