"""What the demo prints at the end: the year as tables, in the words of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deploy.demo.results import Results
from deploy.demo.words import SIGNS, day, euros, number


def told(results: Results, figures: dict[str, Any]) -> str:
    """All tables, one under the other."""
    return "\n\n".join((_instalments(results), _agreements(results), _refusals(figures), _counts(figures)))


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> str:
    """A plain table; the letters of `right` say per column whether it is flush right ("r")."""
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]
    flush = right.ljust(len(head))
    lines = [
        "  ".join(
            cell.rjust(width) if side == "r" else cell.ljust(width)
            for cell, width, side in zip(row, widths, flush, strict=False)
        ).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join((title, lines[0], "  ".join("─" * width for width in widths), *lines[1:]))


def _instalments(results: Results) -> str:
    rows = [
        (
            str(one.number),
            day(one.due_date),
            euros(one.amount_cents),
            euros(one.retained_cents),
            day(one.paid_on),
        )
        for one in results.plan.instalments
    ]
    held = results.held
    rows.append(("", "samen", euros(results.plan.advance_cents), euros(held.withheld_cents), ""))
    rows.append(("", "inhouding", euros(held.released_cents), "", day(held.paid_on)))
    rows.append(("", "betaald", euros(results.paid_cents), "", ""))
    head = ("nr", "vervalt op", "termijn", "ingehouden", "betaald op")
    return table(f"Termijnen {results.plan.year} (instalments)", head, rows, "r rr")


def _agreements(results: Results) -> str:
    quarters = sorted({one.quarter or "" for one in results.verdict.quarters})
    known = {(one.indicator, one.quarter): one for one in (*results.verdict.quarters, *results.verdict.years)}
    rows = []
    for one in results.indicators:
        found = [known.get((one.code, quarter)) for quarter in (*quarters, None)]
        cells = (f"{number(it.value)} {SIGNS[it.verdict]}" if it is not None else "–" for it in found)
        rows.append((f"{one.number}. {one.name[:44]}", number(one.norms[-1].norm), *cells))
    head = ("afspraak", "norm", *(quarter[-2:] for quarter in quarters), "jaar")
    return table("Resultaatafspraken (result agreements)", head, rows, " rrrrrr")


def _refusals(figures: dict[str, Any]) -> str:
    rows = [(one["step"], str(one["status"]), one["rule"], one["type"] or "–") for one in figures["refusals"]]
    return table("Geweigerd, zoals het hoort (refusals)", ("stap", "status", "regel", "type"), rows, " r")


def _counts(figures: dict[str, Any]) -> str:
    rows = [
        ("inhouding vrijgegeven", euros(figures["releasedCents"])),
        ("betaald", euros(figures["paidCents"])),
        ("som van het grootboek", euros(figures["ledgerSumCents"])),
        ("nog ingehouden", euros(figures["openRetentionCents"])),
        (
            "metingen",
            f"{figures['measurementsAccepted']} geregistreerd, {figures['measurementsRejected']} teruggekomen",
        ),
        ("beschikkingen", str(figures["decisions"])),
        ("verwijzingen", str(figures["referrals"])),
        *((f"feiten {name}", str(count)) for name, count in figures["eventsApplied"].items()),
        ("seconden", str(figures["seconds"])),
    ]
    return table("Samen (summary)", ("wat", "hoeveel"), rows, " r")
