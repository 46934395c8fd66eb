"""`make feature`: begin a feature as a copy of the canonical one, settlement/retentions, under its own name."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.settings import SERVICES, Trouble

ROOT = Path(__file__).parents[1]
CANONICAL = ("settlement", "retentions")
NEXT = """
Begun: services/{service}/{name}, with its tests in tests/services/{service}/{name}.
It is the canonical feature under another name: keep its shape, replace its domain. What is left to you:
  1. services/{service}/{name}/__init__.py   say what the word means, its states, and who moves it
  2. services/{service}/tables.py            its table; then a revision: make migrate ARGS="--help"
  3. shared/schemas/{service}.py             what travels
  4. services/{service}/app.py               its router, queries, mutations, followers and duties
  5. docs/glossary.md                        its words, in Dutch and English
pyproject.toml already lists it in the import contracts.
"""


def run(arguments: Sequence[str]) -> int:
    """Copy the canonical feature to `service` and `name`, a plural word. Raises Trouble for names that cannot be."""
    parser = argparse.ArgumentParser(prog="bedoeling feature")
    parser.add_argument("service")
    parser.add_argument("name")
    chosen = parser.parse_args(arguments)
    made = make_feature(ROOT, chosen.service, chosen.name)
    sys.stdout.write("\n".join(str(path) for path in made) + "\n")
    sys.stdout.write(NEXT.format(service=chosen.service, name=chosen.name))
    return 0


def make_feature(root: Path, service: str, name: str) -> list[Path]:
    """The files made, below `root`; nothing is overwritten."""
    if service not in SERVICES:
        raise Trouble(
            f"There is no service {service!r}; choose one of {', '.join(SERVICES)}.",
            f"Er is geen dienst {service!r}; kies een van {', '.join(SERVICES)}.",
        )
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*s", name):
        raise Trouble(
            f"{name!r} is no name for a feature; take a plural word in lower case, such as claims.",
            f"{name!r} is geen naam voor een onderdeel; neem een Engels meervoud in kleine letters, zoals claims.",
        )
    if (root / "services" / service / name).exists():
        raise Trouble(
            f"services/{service}/{name} is there already; take another name.",
            f"services/{service}/{name} bestaat al; neem een andere naam.",
        )
    made = []
    for top in ("services", "tests/services"):
        source = root / top / CANONICAL[0] / CANONICAL[1]
        for path in sorted(source.glob("*.py")):
            target = root / top / service / name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_renamed(path.read_text("utf-8"), service, name), "utf-8")
            made.append(target.relative_to(root))
    _list_in_contracts(root / "pyproject.toml", service, name)
    return made


def _renamed(text: str, service: str, name: str) -> str:
    plural, one = CANONICAL[1], CANONICAL[1].removesuffix("s")
    single = name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("s")
    pascal = "".join(part.capitalize() for part in single.split("_"))
    text = text.replace(f"{CANONICAL[0]}.{plural}", f"{service}.{name}")
    text = text.replace(f"from services.{CANONICAL[0]}.tables", f"from services.{service}.tables")
    text = text.replace(one.capitalize(), pascal)
    return re.sub(rf"(?<![a-z]){one}(?=s?(?![a-z]))", single, text)


def _list_in_contracts(path: Path, service: str, name: str) -> None:
    text = path.read_text("utf-8")
    line = f'    "services.{service}.{name}",\n'
    listed = [*re.findall(r'^    "services\.\w+\.\w+",\n', text, re.M), line]
    first = text.index(listed[0])
    last = text.rindex(listed[-2]) + len(listed[-2])
    order = {one: number for number, one in enumerate(SERVICES)}
    listed.sort(key=lambda entry: (order[entry.split(".")[1]], entry))
    path.write_text(text[:first] + "".join(listed) + text[last:], "utf-8")
