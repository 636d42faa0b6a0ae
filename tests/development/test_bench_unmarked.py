from development.bench.unmarked import recalls


def test_mentors_are_found_with_without_and_with_half_of_the_diacritics():
    found = recalls(every=4)
    assert found["as written"] >= 0.68
    assert min(found.values()) / found["as written"] >= 0.98
