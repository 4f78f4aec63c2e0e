import pytest

from browsers import DESK, PHONE, browser


@pytest.fixture
def open_browser():
    """Starts browsers and closes them all at the end, whatever happened."""
    drivers = []

    def start(size=PHONE, **more):
        drivers.append(browser(size, **more))
        return drivers[-1]
    yield start
    for driver in drivers:
        driver.quit()


@pytest.fixture
def phone(open_browser):
    return open_browser(PHONE)


@pytest.fixture
def desk(open_browser):
    return open_browser(DESK)
