"""When an evaluation is due, and what it finds of the scope."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.contracts.contracts.rules import Contract, ScopeItem, Signature
from services.contracts.evaluations import rules
from services.contracts.evaluations.rules import Evaluation
from shared.values import Derivation, render
from shared.values.life import EvaluationKind
from shared.values.terms import Side
from tests.services.contracts.examples import active, draft

TENDERED = [ScopeItem(name=name) for name in ("Begeleiding", "Kortdurend verblijf", "Vervoer")]


def held(contract: Contract, kind: EvaluationKind, on: date, **changes: Any) -> tuple[Evaluation, Derivation]:
    """An evaluation that was held."""
    told: dict[str, Any] = {
        "extreme": False,
        "conclusion": "Gehouden",
        "proposal": None,
        "amendment_id": None,
        "reference": None,
        "today": on,
    }
    return rules.hold(contract, kind, on, **{**told, **changes})


@pytest.mark.rule("R-C05")
def test_the_evaluation_of_alphen_is_due_after_two_years() -> None:
    """Start 1-1-2015 and two years: due on 1-1-2017; held a fortnight later, and told so."""
    contract = active(start_date=date(2015, 1, 1), base_term_months=48)
    made, why = held(contract, EvaluationKind.EVALUATION, date(2017, 1, 15))
    assert (made.due_on, made.contract_version) == (date(2017, 1, 1), contract.version)
    assert render(why.steps[0], "nl") == (
        "De evaluation was verschuldigd op 1 januari 2017 en is gehouden op 15 januari 2017."
    )


@pytest.mark.rule("R-C06")
def test_a_year_after_the_award_the_scope_is_held_against_what_was_tendered() -> None:
    """Tendered guidance, short stay, transport; actual with a GGZ walk-in: one addition, nothing removed."""
    actual = [*TENDERED, ScopeItem(name="Inloop GGZ")]
    contract = active(tendered_scope=TENDERED, scope=actual)
    made, why = held(contract, EvaluationKind.SCOPE_CHECK, date(2027, 1, 1))
    assert (made.due_on, [one.name for one in made.added], made.removed) == (
        date(2027, 1, 1),
        ["Inloop GGZ"],
        [],
    )
    assert render(why.steps[1], "nl") == ("Naast de aanbestede opdracht: 1 erbij (Inloop GGZ), 0 eraf (–).")
    same = active(tendered_scope=TENDERED, scope=[ScopeItem(name=" vervoer"), *TENDERED[:2]])
    assert held(same, EvaluationKind.SCOPE_CHECK, date(2027, 1, 1))[0].added == []


@pytest.mark.rule("R-C06")
def test_the_award_is_the_last_signature() -> None:
    """Signed on 20 November and 1 December: due a year after the latter."""
    days = (date(2025, 11, 20), date(2025, 12, 1))
    signatures = [
        Signature(side=side, organisation="0" * 20, signed_on=day)
        for side, day in zip(Side, days, strict=True)
    ]
    contract = active()
    signed = type(contract)(
        **{name: getattr(contract, name) for name in contract.__dataclass_fields__}
        | {"signatures": signatures}
    )
    assert rules.due_on(signed, EvaluationKind.SCOPE_CHECK, 2026) == date(2026, 12, 1)


@pytest.mark.rule("R-C07")
def test_the_yearly_check_tells_of_scope_circumstances_and_what_is_proposed() -> None:
    """Due on 1 October of its year; extreme circumstances carry an amendment (D-55)."""
    made, why = held(
        active(tendered_scope=TENDERED),
        EvaluationKind.YEARLY_CHECK,
        date(2026, 10, 2),
        extreme=True,
        proposal="Vervoer terugbrengen",
    )
    assert (made.due_on, made.extreme_circumstances, len(made.removed)) == (date(2026, 10, 1), True, 3)
    assert [step.rule for step in why.steps] == ["R-C07", "R-C06", "R-C07"]


@pytest.mark.rule("R-C05")
def test_an_evaluation_fits_its_contract() -> None:
    """In the future, of a draft, not agreed, and a scope check within the year: refused with every point."""
    for contract, kind, on, today, expected in (
        (draft(), EvaluationKind.EVALUATION, date(2028, 1, 2), date(2028, 1, 1), ["contract-not-in-force", "in-the-future", "not-agreed"]),
        (active(yearly_check=None), EvaluationKind.YEARLY_CHECK, date(2026, 5, 1), date(2026, 5, 1), ["not-agreed"]),
        (active(), EvaluationKind.SCOPE_CHECK, date(2026, 6, 1), date(2026, 6, 1), ["before-due"]),
    ):  # fmt: skip
        with pytest.raises(rules.EvaluationRefused) as refused:
            held(contract, kind, on, today=today)
        assert [error.code for error in refused.value.errors] == expected
