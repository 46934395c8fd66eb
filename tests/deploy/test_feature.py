"""`make feature` begins a feature as a copy of the canonical one."""

import ast
import shutil
from pathlib import Path

import pytest

from deploy.feature import make_feature
from deploy.settings import Trouble

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the command reads."""
    for name in ("services/settlement/retentions", "tests/services/settlement/retentions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_a_feature_begins_as_the_canonical_one_under_its_own_name(tree: Path) -> None:
    """Every role and mirror test is there, parses, and speaks of the new word; the contracts list it."""
    made = make_feature(tree, "contracts", "ceilings")
    names = {path.name for path in made}
    assert {
        "__init__.py",
        "rules.py",
        "store.py",
        "operations.py",
        "rest.py",
        "graphql.py",
        "test_rules.py",
    } <= names
    for path in made:
        text = (tree / path).read_text()
        ast.parse(text)
        assert "etention" not in text, path
    assert "class Ceiling:" in (tree / "services/contracts/ceilings/rules.py").read_text()
    assert '"services.contracts.ceilings",' in (tree / "pyproject.toml").read_text()


@pytest.mark.parametrize(
    ("service", "name"), [("payroll", "claims"), ("access", "Claim"), ("settlement", "retentions")]
)
def test_a_name_that_cannot_be_is_refused_with_the_mend(tree: Path, service: str, name: str) -> None:
    """An unknown service, a name that is no plural word and a feature that exists are refused."""
    with pytest.raises(Trouble, match=r"choose one of|plural word|another name"):
        make_feature(tree, service, name)
