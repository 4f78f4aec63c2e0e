import pytest

from browsers import DESK, PHONE, browser

# Half of the whole time: they look at many pages, and ask nothing of the other files.
PAGES = ("test_access.py", "test_twice.py")


def pytest_addoption(parser):
    parser.addoption("--half", choices=("pages", "rest"), help="only the tests of one of two parts that can run beside each other")


def pytest_collection_modifyitems(config, items):
    half = config.getoption("half")
    if half:
        dropped = [item for item in items if (item.path.name in PAGES) != (half == "pages")]
        items[:] = [item for item in items if item not in dropped]
        config.hook.pytest_deselected(items=dropped)


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
