from tests.publishing.conftest import browser, closed, first, logged, outside, published, second

__all__ = ["browser", "closed", "first", "logged", "outside", "published", "second"]
