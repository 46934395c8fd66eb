"""Experts advise and do not decide; who ratifies is another; independence in doubt is named (R-A20 … R-A22, F-24, F-28)."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.access.expert_advices import rules
from services.access.expert_advices.rules import (
    Advice,
    AdviceDaysRefused,
    AdviceRefused,
    Adviser,
    Counted,
    Drafted,
)
from shared.values import new_id
from shared.values.deciding import DecisionState
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier
from shared.values.terms import Law

OWNER, TODAY = "00000099000000000484", date(2026, 4, 20)
X, Y = "00000099000000001001", "00000099000000001002"


def drafted(**other: Any) -> Drafted:
    """A draft of j.jansen with provider X."""
    told: dict[str, Any] = {
        "id": new_id(), "owner": OWNER, "request_id": new_id(), "citizen_id": new_id(), "law": Law.JEUGDWET,
        "provider": X, "final": False, "state": "draft", "preparers": frozenset({"j.jansen"}), **other,
    }  # fmt: skip
    return Drafted(**told)


def advise(kind: AdviceKind, *advisers: tuple[str, str | None], **other: Any) -> Advice:
    """Advice on the draft."""
    given = {
        "advised_on": TODAY, "opinion": AdviceOpinion.POSITIVE, "ratifier": None, "recorded_by": "k.visser",
        "note": None, "external_reference": None, "today": TODAY, **other,
    }  # fmt: skip
    of = given.pop("of", drafted())
    made, _ = rules.advise(of, kind, [Adviser(*one) for one in advisers], **given)
    return made


def wrong(*given: Any, **other: Any) -> list[str]:
    """The codes with which advice is refused."""
    with pytest.raises(AdviceRefused) as refused:
        advise(*given, **other)
    return [one.code for one in refused.value.errors]


@pytest.mark.rule("R-A21")
@pytest.mark.rule("F-24")
def test_an_expert_of_the_chosen_provider_gives_a_warning() -> None:
    """Expert of X, provider X → WC-eend warning, and the advice stands; expert of Y, or of nobody → none."""
    assert advise(AdviceKind.ADVICE, ("A. de Wit", X)).independence_warning
    assert not advise(AdviceKind.ADVICE, ("A. de Wit", Y)).independence_warning
    assert not advise(AdviceKind.ADVICE, ("A. de Wit", None)).independence_warning
    assert not advise(AdviceKind.ADVICE, ("A. de Wit", None), of=drafted(provider=None)).independence_warning


@pytest.mark.rule("R-A22")
def test_a_joint_advice_comes_from_two_providers() -> None:
    """X and Y advise → ok; X and X, or X and one on his own → refused; one advice is of one expert."""
    both = advise(AdviceKind.JOINT_ADVICE, ("A. de Wit", X), ("B. Groen", Y))
    assert (both.expert, both.employer, both.independence_warning) == ("A. de Wit", X, True)
    assert wrong(AdviceKind.JOINT_ADVICE, ("A. de Wit", X), ("B. Groen", X)) == ["same-provider"]
    assert wrong(AdviceKind.JOINT_ADVICE, ("A. de Wit", X), ("B. Groen", None)) == ["same-provider"]
    assert wrong(AdviceKind.ADVICE, ("A. de Wit", X), ("B. Groen", Y)) == ["one-expert"]


@pytest.mark.rule("R-A20")
@pytest.mark.rule("F-28")
def test_a_third_ratifies() -> None:
    """Not who decides, not who prepared it, not who works for the chosen provider; the newest judgement of another counts."""
    ratify = {"ratifier": Ratifier.MUNICIPAL_DESK}
    positive = advise(AdviceKind.RATIFICATION, ("k.visser", None), **ratify)
    assert rules.ratified([positive], "j.jansen")
    assert not rules.ratified([positive], "k.visser")
    assert not rules.ratified([], "j.jansen")
    assert not rules.ratified([advise(AdviceKind.ADVICE, ("A. de Wit", Y))], "j.jansen")
    for opinion in (AdviceOpinion.NEGATIVE, AdviceOpinion.CONDITIONAL):
        later = advise(AdviceKind.RATIFICATION, ("k.visser", None), opinion=opinion, **ratify)
        assert not rules.ratified([positive, later], "j.jansen")
    assert wrong(AdviceKind.RATIFICATION, ("k.visser", None), recorded_by="j.jansen", **ratify) == [
        "same-person"
    ]
    assert wrong(
        AdviceKind.RATIFICATION, ("A. de Wit", X), advised_on=TODAY + timedelta(days=1), of=drafted(final=True), **ratify
    ) == ["in-future", "decision-final", "not-independent"]  # fmt: skip


@pytest.mark.rule("R-A21")
@pytest.mark.rule("F-33")
def test_an_expert_does_not_decide() -> None:
    """Who prepares the decision does not advise on it, and who advised does not decide; after the decision only on acute care."""
    assert wrong(AdviceKind.ADVICE, ("j.jansen", None)) == ["same-person"]
    found = [advise(AdviceKind.JOINT_ADVICE, ("A. de Wit", X), ("B. Groen", Y))]
    assert [rules.advised_by(found, one) for one in ("B. Groen", "k.visser")] == [True, False]
    closed = [rules.is_closed(one, acute=False) for one in DecisionState]
    assert closed == [one in (DecisionState.AWAITING_EFFORT, DecisionState.FINAL, DecisionState.WITHDRAWN) for one in DecisionState]  # fmt: skip
    assert [one for one in DecisionState if rules.is_closed(one, acute=True)] == [DecisionState.WITHDRAWN]


@pytest.mark.rule("E-34")
def test_the_rate_of_warnings() -> None:
    """1 warning in 4 pieces of advice is 2,500 basis points; without advice there is no rate."""
    days = (date(2026, 1, 1), date(2026, 3, 31))
    assert rules.count(Counted(4, 1, 2, 3), *days).rate_basis_points == 2_500
    assert rules.count(Counted(0, 0, 0, 3), *days).rate_basis_points is None
    rules.check_days(*days)
    with pytest.raises(AdviceDaysRefused):
        rules.check_days(days[0], date(2028, 1, 1))
