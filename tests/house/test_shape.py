"""The machine keeps the shape of the house, and each check is shown to bite."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import checks

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.__name__)
def test_the_house_keeps_its_shape(check: Callable[[Path], list[str]]) -> None:
    """Nothing in the tree goes against this check."""
    assert check(ROOT) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tree in which a violation can be planted."""
    ignore = shutil.ignore_patterns("__pycache__", "node_modules", "*.pyc", ".venv")
    for name in ("services", "shared", "deploy", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


LONG = "def long() -> int:\n" + '    """Too long."""\n' + "    x = 1\n" * 80 + "    return x\n"
PLANTED = {
    "a stray helper": ("services/settlement/retentions/helpers.py", '"""Stray."""\n', checks.shape),
    "an entry more": ("services/access/helpers.py", '"""Stray."""\n', checks.shape),
    "code in a feature's __init__": ("services/access/requests/__init__.py", "X = 1\n", checks.shape),
    "a long function": ("shared/values/long.py", LONG, checks.sizes),
    "a long module": ("shared/values/long.py", "x = 1\n" * 301, checks.sizes),
    "a test without a sentence": ("tests/test_x.py", "def test_x():\n    assert 1\n", checks.test_docstrings),
    "a feature without mirror tests": ("services/contracts/extras/rules.py", '"""New."""\n', checks.mirrors),
    "a feature that no contract lists": (
        "services/contracts/extras/rules.py",
        '"""New."""\n',
        checks.packages_listed,
    ),
    "HTTP inside a transaction": (
        "services/settlement/retentions/operations.py",
        "async def x(ctx):\n    async with ctx.begin() as c:\n        await ctx.clients.outcomes.get()\n",
        checks.operations_open_once,
    ),
    "two transactions": (
        "services/settlement/retentions/operations.py",
        "async def x(ctx):\n    async with ctx.begin():\n        pass\n    async with ctx.begin():\n        pass\n",
        checks.operations_open_once,
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_is_found(copy: Path, name: str) -> None:
    """A violation planted in a copy of the tree is named by its check."""
    place, text, check = PLANTED[name]
    path = copy / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    found = check(copy)
    assert any(part in line for line in found for part in (path.name, path.parent.name)), found


def test_a_missing_entry_is_found(copy: Path) -> None:
    """A service without one of its pages is named."""
    (copy / "services/settlement/settings.py").unlink()
    assert "services/settlement lacks settings.py" in checks.shape(copy)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts over a tree."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder)}, check=False
    )


IMPORTS = {
    "Services meet only over HTTP": (
        "services/access/mandates/rules.py",
        "import services.contracts.contracts.rules\n",
    ),
    "Shared knows no service, and is layered": ("shared/values/money.py", "import shared.kit.clock\n"),
    "A feature reads one way: rest and graphql, operations, store, rules": (
        "services/settlement/retentions/store.py",
        "import services.settlement.retentions.operations\n",
    ),
    "Rules are pure": ("services/settlement/retentions/rules.py", "import sqlalchemy\n"),
    "Only stores and migrations see tables": (
        "services/settlement/retentions/operations.py",
        "import services.settlement.tables\n",
    ),
    "An operation never calls another operation": (
        "services/settlement/retentions/operations.py",
        "import services.settlement.schedules.operations\n",
    ),
    "Operations and stores know no web framework": (
        "services/settlement/retentions/store.py",
        "import starlette\n",
    ),
}


def test_the_import_contracts_are_kept() -> None:
    """import-linter finds nothing broken in the tree."""
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(IMPORTS) == set(re.findall(r"^(.+?) KEPT$", done.stdout, re.M))


@pytest.mark.parametrize("contract", IMPORTS)
def test_each_import_contract_bites(copy: Path, contract: str) -> None:
    """One wrong import line breaks the contract that forbids it."""
    place, line = IMPORTS[contract]
    path = copy / place
    path.write_text(path.read_text() + "\n" + line)
    done = lint_imports(copy)
    assert done.returncode != 0
    assert re.search(rf"^{re.escape(contract)} BROKEN$", done.stdout, re.M), done.stdout
