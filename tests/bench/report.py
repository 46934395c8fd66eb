"""What was measured, as a table on the terminal and as the results in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import re
import statistics
from importlib.metadata import version
from pathlib import Path

from deploy.settings import ROOT
from shared.kit.clock import machine_now
from tests.bench.measure import Figure, Row

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- results: written by make bench -->", "<!-- end of results -->"
_PACKAGES = (
    "fastapi",
    "starlette",
    "uvicorn",
    "uvloop",
    "asyncpg",
    "pydantic",
    "msgspec",
    "strawberry-graphql",
    "orjson",
)


def amount(value: float, unit: str) -> str:
    """A number with as many digits as it can bear."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f} {unit}".strip()


def cells(figure: Figure) -> list[str]:
    """One figure: both sides, their ratio with its spread, the goal and whether it was reached."""
    low, high = figure.spread
    ours = amount(statistics.median(figure.ours), figure.unit)
    limit = amount(statistics.median(figure.bare), figure.unit) if figure.bare else "–"
    ratio = f"{figure.ratio:.2f} × ({low:.2f}–{high:.2f})" if figure.bare else f"({low:.1f}–{high:.1f})"
    said = {None: "", True: "reached", False: "not reached"}[figure.reached]
    return [figure.name, ours, limit, ratio, str(figure.goal or ""), said]


def on_terminal(row: Row) -> str:
    """One row for the reader who waits."""
    lines = [f"\n{row.work}\n  beside {row.limit}" + (f"; {row.remark}" if row.remark else "")]
    for figure in row.figures:
        name, ours, limit, ratio, goal, said = cells(figure)
        lines.append(f"  {name:<24} {ours:>14} {limit:>14}   {ratio:<22} {goal:<8} {said}".rstrip())
    return "\n".join(lines)


def as_table(rows: list[Row]) -> str:
    """All rows for the page."""
    lines = [
        "| figure | the house | the limit | ratio (lowest–highest round) | goal | |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        remark = f" ({row.remark})" if row.remark else ""
        lines.append(f"| **{row.work}** beside {row.limit}{remark} | | | | | |")
        lines += [f"| {' | '.join(cells(figure))} |" for figure in row.figures]
    return "\n".join(lines)


def machine() -> str:
    """Where it was measured: processor, cores, memory, system."""
    model = platform.processor() or platform.machine()
    info, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    if info.exists() and (found := re.search(r"model name\s*: (.+)", info.read_text())):
        model = found[1]
    size = f", {int(memory.read_text().split()[1]) / 2**20:.0f} GB" if memory.exists() else ""
    return f"{model}, {os.cpu_count()} cores{size}, {platform.system()} {platform.release()}"


def results(rows: list[Row], command: str, database: str, seconds: float) -> str:
    """The whole section: how, where, with what, and the table."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return "\n".join(
        [
            f"Made by `{command}` on {machine_now():%Y-%m-%d %H:%M} UTC in {seconds / 60:.1f} minutes.",
            f"Machine: {machine()}.",
            f"Python {platform.python_version()}, PostgreSQL {database}, {packages}.",
            "",
            as_table(rows),
        ]
    )


def write_page(text: str, page: Path = PAGE) -> None:
    """Put the results in their place on the page; the words around them stay."""
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
