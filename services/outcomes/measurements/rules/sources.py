"""Who may enter what was measured by an agreed source: one judgement for measurements and for outcomes of clients (R-O12, F-27)."""

from __future__ import annotations

from collections.abc import Collection

from shared.values.terms import MeasurementSource


def source_fault(
    source: MeasurementSource,
    members: Collection[str],
    organisations: frozenset[str],
    *,
    researcher: bool,
    purchaser: bool,
) -> str | None:
    """Why this sender may not enter what this source measures under a contract with these members; None when it may.

    Providers enter their own, a researcher its own (R-O12, F-27). The municipality may pass on what a researcher gave it on
    paper, naming it. `organisations` are the sender's, `researcher` and `purchaser` the kind of its token.
    """
    independent = source is MeasurementSource.INDEPENDENT_RESEARCHER
    if researcher and not independent:
        return "source-not-researchers"
    if not organisations.isdisjoint(members):
        return None if source is MeasurementSource.PROVIDER else "source-not-independent"
    return None if researcher or purchaser else "source-not-members"
