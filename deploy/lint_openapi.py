"""Holds what every service publishes (OpenAPI, GraphQL) against its snapshots, and the NL API Design Rules against it."""

from __future__ import annotations

import argparse
import difflib
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from deploy.node import install, node
from shared.kit.openapi import as_3_0, document
from shared.kit.surface import Surface

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOTS = ROOT / "tests" / "wire" / "snapshots"
RULES = ROOT.parent / "shared" / "data" / "adr" / "adr-linter-develop-2026-05-18.yaml"
SPECTRAL = ROOT / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
SERVICES = ("contracts", "access", "settlement", "outcomes")
SHOWN_LINES = 60

Documents = Mapping[str, Callable[[], dict[str, Any]]]
Schemas = Mapping[str, Callable[[], str]]


def address(service: str) -> str:
    """The example address under which a snapshot is made."""
    return f"https://{service}.bedoeling.example.org"


@cache
def _application(service: str) -> Surface:
    """A service made without database, network or keys."""
    settings_of = importlib.import_module(f"services.{service}.settings").Settings
    settings = settings_of(name=service, base_url=address(service))
    app: Surface = importlib.import_module(f"services.{service}.app").create_app(settings)
    return app


def openapi_document(service: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of a service."""
    return document(_application(service))


def graphql_schema(service: str) -> str:
    """The GraphQL schema of a service in the schema language, as its explorer shows it."""
    return str(_application(service).api.state.graphql_schema.as_str()).strip() + "\n"


def services() -> tuple[Documents, Schemas]:
    """What the four services publish: the functions that make their documents and their schemas."""
    documents = {name: partial(openapi_document, name) for name in SERVICES}
    return documents, {name: partial(graphql_schema, name) for name in SERVICES}


def as_text(made: dict[str, Any]) -> str:
    """A document as it is committed: sorted keys would hide the order that a reader sees, so they stay as made."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def compare(path: Path, text: str) -> list[str]:
    """The differences with the committed snapshot, as a diff; empty when there are none."""
    if not path.exists():
        return [f"{path} ontbreekt / is missing: python -m deploy lint-openapi --write"]
    old, new = path.read_text(encoding="utf-8").splitlines(), text.splitlines()
    return list(
        difflib.unified_diff(old, new, f"{path.name} (snapshot)", f"{path.name} (code)", lineterm="", n=2)
    )


def hold(path: Path, text: str, *, write: bool) -> bool:
    """Write a snapshot, or tell how it differs from what is published now; whether it is right."""
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: geschreven / written")
        return True
    difference = compare(path, text)
    print("\n".join(difference[:SHOWN_LINES]) if difference else f"{path.name}: gelijk / equal")
    if len(difference) > SHOWN_LINES:
        print(f"… en nog {len(difference) - SHOWN_LINES} regels / more lines")
    return not difference


def spectral(paths: Sequence[Path], rules: Path = RULES) -> tuple[bool, str]:
    """Lint documents: whether there was no error and no warning, and what Spectral said."""
    runtime = node()
    if runtime is None or not SPECTRAL.exists():
        return False, "Spectral ontbreekt / is missing: python -m deploy lint-openapi --install"
    options = ["--ruleset", str(rules), "--fail-severity", "warn"]
    command = [runtime, str(SPECTRAL), "lint", *options, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def check(
    documents: Documents,
    folder: Path = SNAPSHOTS,
    *,
    schemas: Schemas | None = None,
    write: bool = False,
    rules: Path = RULES,
) -> int:
    """Compare (or write) the snapshots and lint both renderings; returns the exit status."""
    right = [hold(folder / f"{name}.graphql", make(), write=write) for name, make in (schemas or {}).items()]
    with tempfile.TemporaryDirectory() as scratch:
        paths: list[Path] = []
        for name, make_document in documents.items():
            made = make_document()
            right.append(hold(folder / f"{name}.openapi.json", as_text(made), write=write))
            for version, rendering in (("3.1", made), ("3.0", as_3_0(made))):
                paths.append(Path(scratch) / f"{name}-{version}.json")
                paths[-1].write_text(as_text(rendering), encoding="utf-8")
        if not rules.exists():
            print(f"SKIPPED Spectral: {rules} is er niet / is not there")
            return int(not all(right))
        clean, said = spectral(paths, rules)
        print(said)
    return int(not (all(right) and clean))


def run(arguments: Sequence[str] = ()) -> int:
    """`python -m deploy lint-openapi [--write | --install]`."""
    parser = argparse.ArgumentParser(prog="lint-openapi", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--write", action="store_true", help="write the snapshots instead of comparing them")
    choice.add_argument("--install", action="store_true", help="install the linter in node_modules")
    asked = parser.parse_args(arguments)
    if asked.install:
        return install()
    documents, schemas = services()
    return check(documents, schemas=schemas, write=asked.write)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
