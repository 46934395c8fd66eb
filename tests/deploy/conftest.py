"""One small cluster for the tests of this folder, and the command of a service of a few lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.postgres import Cluster, start_test_cluster


@pytest.fixture(scope="session")
def small_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A running PostgreSQL for the whole session."""
    cluster = start_test_cluster(tmp_path_factory.mktemp("postgres"))
    yield cluster
    cluster.remove()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of the test's own, not yet started."""
    cluster = Cluster(tmp_path / "postgres", durable=False)
    yield cluster
    cluster.remove()
