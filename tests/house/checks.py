"""The shape of the house, as functions over a tree: each returns what is wrong, in sentences."""

import ast
from collections.abc import Iterator
from pathlib import Path

SERVICES = ("contracts", "access", "settlement", "outcomes")
ENTRIES = {
    "__init__.py", "app.py", "settings.py", "tables.py", "rights.py", "events.py", "activities.py", "subjects.py", "migrations",
}  # fmt: skip
# What a service has apart from app.py when that outgrows its page.
PARTS = {"graph.py", "work.py"}
ROLES = {"__init__.py", "rules.py", "store.py", "operations.py", "rest.py", "graphql.py"}
LONGEST_FUNCTION, LONGEST_MODULE = 70, 300


def features(root: Path) -> list[Path]:
    """Every feature folder of every service."""
    return [
        folder
        for service in SERVICES
        for folder in sorted((root / "services" / service).iterdir())
        if folder.is_dir()
        and f"{folder.name}.py" not in ENTRIES
        and folder.name not in ("migrations", "__pycache__")
    ]


def product(root: Path) -> Iterator[Path]:
    """The product's own modules; generated revisions are exempt."""
    for top in ("services", "shared", "deploy"):
        for path in sorted((root / top).rglob("*.py")):
            generated = "versions" in path.parts or path.name == "revisions.py"
            if not generated and "__pycache__" not in path.parts:
                yield path


def shape(root: Path) -> list[str]:
    """The four services look alike: the same entries, features of fixed roles, rooms that are not empty."""
    wrong = []
    for service in SERVICES:
        folder = root / "services" / service
        found = {entry.name for entry in folder.iterdir() if entry.name != "__pycache__"}
        # An entry that outgrows one module becomes a package of the same name.
        found |= {f"{name}.py" for name in found if f"{name}.py" in ENTRIES}
        wrong += [f"services/{service} lacks {name}" for name in sorted(ENTRIES - found)]
        loose = {name for name in found - ENTRIES - PARTS if name.endswith(".py")}
        wrong += [f"services/{service}/{name} is no entry of a service" for name in sorted(loose)]
        if not _docstring_only(folder / "__init__.py"):
            wrong.append(f"services/{service}/__init__.py is to hold a docstring only")
    for folder in features(root):
        name = folder.relative_to(root)
        roles = {entry.name for entry in folder.iterdir() if entry.name != "__pycache__"}
        stray = {role for role in roles - ROLES if role.removesuffix(".py") + ".py" not in ROLES}
        wrong += [f"{name}/{role} is no role of a feature" for role in sorted(stray)]
        if not _docstring_only(folder / "__init__.py"):
            wrong.append(f"{name}/__init__.py is to hold a docstring only")
        if len(roles) < 2:
            wrong.append(f"{name} is an empty room")
    return wrong


def _docstring_only(path: Path) -> bool:
    if not path.exists():
        return False
    tree = ast.parse(path.read_text("utf-8"))
    return len(tree.body) == 1 and ast.get_docstring(tree) is not None


def sizes(root: Path) -> list[str]:
    """At most 70 lines a function and 300 a module."""
    wrong = []
    for path in product(root):
        text = path.read_text("utf-8")
        if text.count("\n") > LONGEST_MODULE:
            wrong.append(f"{path.relative_to(root)} has {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    wrong.append(f"{path.relative_to(root)}: {node.name} has {length} lines")
    return wrong


def test_docstrings(root: Path) -> list[str]:
    """Every test says in one sentence what it shows."""
    wrong = []
    for path in sorted((root / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_test = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
                "test_"
            )
            if is_test and ast.get_docstring(node) is None:
                wrong.append(f"{path.relative_to(root)}: {node.name} has no docstring")
    return wrong


test_docstrings.__test__ = False  # type: ignore[attr-defined]


def mirrors(root: Path) -> list[str]:
    """Every role file of a feature has its mirror test."""
    wrong = []
    for folder in features(root):
        for role in sorted(ROLES - {"__init__.py"}):
            if not ((folder / role).exists() or (folder / role.removesuffix(".py")).is_dir()):
                continue
            mirror = root / "tests" / folder.relative_to(root) / f"test_{role}"
            if not mirror.exists() and not mirror.with_name(role.removesuffix(".py")).is_dir():
                wrong.append(f"{folder.relative_to(root)}/{role} has no {mirror.relative_to(root)}")
    return wrong


def operations_open_once(root: Path) -> list[str]:
    """An operation opens at most one write transaction, and HTTP never stands inside one."""
    wrong = []
    for folder in features(root):
        for path in [folder / "operations.py", *sorted((folder / "operations").glob("*.py"))]:
            if not path.exists():
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.AsyncFunctionDef):
                    wrong += [f"{path.relative_to(root)}: {fault}" for fault in _transaction_faults(node)]
    return wrong


def _transaction_faults(function: ast.AsyncFunctionDef) -> list[str]:
    blocks = [node for node in ast.walk(function) if isinstance(node, ast.AsyncWith) and _begins(node)]
    faults = []
    if len(blocks) > 1:
        faults.append(f"{function.name} opens {len(blocks)} write transactions")
    for block in blocks:
        if any(isinstance(node, ast.Attribute) and node.attr == "clients" for node in ast.walk(block)):
            faults.append(f"{function.name} asks a sibling inside its transaction")
    return faults


def _begins(node: ast.AsyncWith) -> bool:
    calls = [item.context_expr for item in node.items]
    return any(
        isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "begin"
        for call in calls
    )


def packages_listed(root: Path) -> list[str]:
    """The import contract on how a feature reads names every feature."""
    text = (root / "pyproject.toml").read_text("utf-8")
    names = [".".join(folder.relative_to(root).parts) for folder in features(root)]
    return [
        f"pyproject.toml: the import contracts do not list {name}"
        for name in names
        if f'"{name}"' not in text
    ]


ALL = (shape, sizes, test_docstrings, mirrors, operations_open_once, packages_listed)
