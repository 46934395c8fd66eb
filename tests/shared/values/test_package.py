"""The package of values: what it offers and what it may lean on."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import shared.values


def test_the_values_lean_on_the_standard_library_only() -> None:
    """No module of the package imports anything but the standard library and its own neighbours."""
    modules = sorted(Path(shared.values.__file__).parent.glob("*.py"))
    assert len(modules) > 6
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module.name} imports relatively"
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] in sys.stdlib_module_names or name.startswith("shared.values."), (
                    f"{module.name} imports {name}"
                )


def test_every_offered_name_is_there() -> None:
    """What `__all__` lists can be imported."""
    assert all(hasattr(shared.values, name) for name in shared.values.__all__)
