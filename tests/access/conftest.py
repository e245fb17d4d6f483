from tests.web.conftest import example

__all__ = ["example"]
