import os

import pytest

from installation import Installation, Postgres


@pytest.fixture(scope="session")
def postgres():
    url = os.environ.get("LINLI_TEST_POSTGRES")
    assert url, "both engines are always tested: run bin/operations-tests"
    return Postgres(url)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request):
    return request.param


@pytest.fixture
def installation(engine, request, tmp_path):
    """An empty installation of its own, ready to be migrated."""
    database = None
    if engine == "postgres":
        name = "t_" + "".join(c if c.isalnum() else "_" for c in request.node.name.lower())[:50]
        database = request.getfixturevalue("postgres").database(name)
    place = Installation(tmp_path / "data", database)
    yield place
    if place.process and place.process.poll() is None:
        place.kill()


@pytest.fixture
def site(installation):
    """The same with its schema and one member of staff who may file and refuse."""
    installation.run("migrate")
    installation.run(
        "user", "add", "desk", "--name", "林静", "--post", "调度员", "--role", "district_operator",
        typed="Wutong-Lu-31\n")
    installation.token = installation.run("user", "token", "tests", "--login", "desk").out.strip()
    return installation
