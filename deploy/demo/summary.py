"""What the demo leaves in its folder: summary.json, settlement.json, the payment files and the statement, all or nothing."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from deploy.demo import statement
from deploy.demo.results import Explained, Results
from deploy.demo.year import Lived
from deploy.settings import Trouble
from shared.schemas.common import DerivationAnswer


def summary(lived: Lived, seconds: float) -> dict[str, Any]:
    """The year in figures: the same in every run but for `seconds`."""
    results = lived.results
    return {
        "instalmentsCents": [one.amount_cents for one in results.plan.instalments],
        "retentionCents": results.held.amount_cents,
        "releasedCents": results.held.released_cents,
        "paidCents": results.paid_cents,
        "ledgerSumCents": results.ledger_sum_cents,
        "openRetentionCents": results.open_retention_cents,
        "refusals": results.refusals,
        "measurementsAccepted": sum(one.accepted for one in results.batches),
        "measurementsRejected": sum(one.rejected for one in results.batches),
        "decisions": len(results.decisions),
        "referrals": results.referred,
        "eventsApplied": dict(sorted(lived.applied.items())),
        "seconds": round(seconds, 1),
    }


def settlement(results: Results) -> dict[str, Any]:
    """The schedule and the retention with the derivation of each amount, as first planned and as they became."""
    return {
        "firstPlan": _explained(results.first_plan),
        "schedule": _explained(results.schedule),
        "retention": _explained(results.retention),
        "accounts": [one.model_dump(mode="json", by_alias=True) for one in results.accounts],
    }


def write(folder: Path, lived: Lived, figures: dict[str, Any]) -> None:
    """Put everything into `folder`, which is replaced as a whole: whoever looks finds the old files or the new ones.

    Raises Trouble when the folder holds something else than an earlier result.
    """
    check_folder(folder)
    half, old = _beside(folder, "half"), _beside(folder, "old")
    for left in (half, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        (half / "payments").mkdir(parents=True)
        for name, content in lived.payments.items():
            (half / "payments" / name).write_bytes(content)
        (half / "settlement.json").write_text(_json(settlement(lived.results)), "utf-8")
        (half / "statement.html").write_text(statement.page(lived.results), "utf-8")
        (half / "summary.json").write_text(_json(figures), "utf-8")
        with suppress(FileNotFoundError):
            folder.rename(old)
        half.rename(folder)
    finally:
        for left in (half, old):
            shutil.rmtree(left, ignore_errors=True)


def check_folder(folder: Path) -> None:
    """Refuse to replace what the demo did not make. Raises Trouble."""
    if folder.exists() and not (folder / "summary.json").exists() and any(folder.iterdir()):
        raise Trouble(
            f"{folder} holds something else than a result of the demo; empty it or choose another --out.",
            f"In {folder} staat iets anders dan een uitkomst van de demo; maak de map leeg of kies een andere --out.",
        )


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _explained(explained: Explained) -> dict[str, Any]:
    return {
        "subject": explained.subject.model_dump(mode="json", by_alias=True),
        "derivation": {"nl": _steps(explained.nl), "en": _steps(explained.en)},
    }


def _steps(answer: DerivationAnswer) -> list[dict[str, Any]]:
    return [step.model_dump(mode="json", by_alias=True) for step in answer.steps]
