"""The part of the access client on the legal frame: tests of access, own contributions, budgets for results, gradings."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access.gradings import Grading, GradingComparison, NewGrading
from shared.schemas.access.legal_checks import (
    AnsweredLegalCheck,
    LegalCheck,
    LegalJudgement,
    MajoritySignal,
    NewLegalCheck,
)
from shared.schemas.access.own_contributions import NewOwnContribution, OwnContribution
from shared.schemas.access.result_budgets import (
    BudgetChoice,
    BudgetEnding,
    NewResultBudget,
    ResultBudget,
    ResultBudgetSum,
)
from shared.schemas.common import DerivationAnswer
from shared.values.legal_frames import GradingSide


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class LegalClient(Client):
    """Which law gives what, until which age, what a citizen pays to it, and how heavy the need is (R-A14 … R-A19, R-A30, R-A32, R-A46)."""

    async def register_legal_check(
        self, new: NewLegalCheck, *, key: str | None = None, dry_run: bool = False
    ) -> LegalCheck:
        """Ask for a test of access, with its answer when it is there."""
        return await self.post("/legal-checks", LegalCheck, new, key=key, **_dry(dry_run))

    async def put_legal_check(self, reference: str, new: NewLegalCheck) -> LegalCheck:
        """The same under a reference of one's own: twice is once."""
        path = f"/legal-checks/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return LegalCheck.model_validate_json(response.content)

    async def get_legal_check(self, legal_check_id: UUID) -> LegalCheck:
        """One of them."""
        return await self.get(f"/legal-checks/{legal_check_id}", LegalCheck)

    async def list_legal_checks(self, **filters: Any) -> list[LegalCheck]:
        """All that match, oldest first; filters are named as in the query (`citizenId`, `state`)."""
        return await self.page("/legal-checks", LegalCheck, **filters)

    async def explain_legal_check(self, legal_check_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/legal-checks/{legal_check_id}/derivation", DerivationAnswer)

    async def answer_legal_check(
        self, legal_check_id: UUID, given: AnsweredLegalCheck, *, key: str | None = None
    ) -> LegalCheck:
        """Record what a test of access gave, once."""
        return await self.post(f"/legal-checks/{legal_check_id}/answer", LegalCheck, given, key=key)

    async def judge_legal_frame(
        self, request_id: UUID, product_category: str, start_date: date, *, product_code: str | None = None,
        end_date: date | None = None,
    ) -> LegalJudgement:  # fmt: skip
        """What the legal frame says of a product on a day, or until and including an end; nothing is kept."""
        return await self.get(
            "/legal-checks/judgement", LegalJudgement, requestId=str(request_id), productCategory=product_category,
            productCode=product_code, startDate=start_date.isoformat(),
            endDate=None if end_date is None else end_date.isoformat(),
        )  # fmt: skip

    async def get_majority_signal(self, majority_signal_id: UUID) -> MajoritySignal:
        """One of them."""
        return await self.get(f"/majority-signals/{majority_signal_id}", MajoritySignal)

    async def list_majority_signals(self, **filters: Any) -> list[MajoritySignal]:
        """All that match, oldest first; filters are named as in the query (`citizenId`, `state`)."""
        return await self.page("/majority-signals", MajoritySignal, **filters)

    async def explain_majority_signal(self, majority_signal_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/majority-signals/{majority_signal_id}/derivation", DerivationAnswer)

    async def register_own_contribution(
        self, new: NewOwnContribution, *, key: str | None = None, dry_run: bool = False
    ) -> OwnContribution:
        """Open the own contribution on care that started."""
        return await self.post("/own-contributions", OwnContribution, new, key=key, **_dry(dry_run))

    async def put_own_contribution(self, reference: str, new: NewOwnContribution) -> OwnContribution:
        """The same under a reference of one's own: twice is once."""
        path = f"/own-contributions/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return OwnContribution.model_validate_json(response.content)

    async def get_own_contribution(self, own_contribution_id: UUID) -> OwnContribution:
        """One of them."""
        return await self.get(f"/own-contributions/{own_contribution_id}", OwnContribution)

    async def list_own_contributions(self, **filters: Any) -> list[OwnContribution]:
        """All that match, oldest first; filters are named as in the query (`citizenId`, `state`)."""
        return await self.page("/own-contributions", OwnContribution, **filters)

    async def explain_own_contribution(self, own_contribution_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/own-contributions/{own_contribution_id}/derivation", DerivationAnswer)

    async def register_result_budget(
        self, new: NewResultBudget, *, key: str | None = None, dry_run: bool = False
    ) -> ResultBudget:
        """Set a budget for a citizen's package of results."""
        return await self.post("/result-budgets", ResultBudget, new, key=key, **_dry(dry_run))

    async def put_result_budget(self, reference: str, new: NewResultBudget) -> ResultBudget:
        """The same under a reference of one's own: twice is once."""
        path = f"/result-budgets/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ResultBudget.model_validate_json(response.content)

    async def get_result_budget(self, result_budget_id: UUID) -> ResultBudget:
        """One of them."""
        return await self.get(f"/result-budgets/{result_budget_id}", ResultBudget)

    async def list_result_budgets(self, **filters: Any) -> list[ResultBudget]:
        """All that match, oldest first; filters are named as in the query (`citizenId`, `state`)."""
        return await self.page("/result-budgets", ResultBudget, **filters)

    async def explain_result_budget(self, result_budget_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/result-budgets/{result_budget_id}/derivation", DerivationAnswer)

    async def get_result_budget_sum(self, citizen_id: UUID) -> ResultBudgetSum:
        """What a citizen's budgets that stand come to."""
        return await self.get("/result-budgets/sum", ResultBudgetSum, citizenId=str(citizen_id))

    async def choose_result_budget_provider(
        self, result_budget_id: UUID, provider: str, *, key: str | None = None
    ) -> ResultBudget:
        """Record the provider that the citizen chose."""
        path, given = f"/result-budgets/{result_budget_id}/choice", BudgetChoice(provider=provider)
        return await self.post(path, ResultBudget, given, key=key)

    async def end_result_budget(
        self, result_budget_id: UUID, end_date: date, *, key: str | None = None
    ) -> ResultBudget:
        """End a budget on a day."""
        path, given = f"/result-budgets/{result_budget_id}/ending", BudgetEnding(end_date=end_date)
        return await self.post(path, ResultBudget, given, key=key)

    async def withdraw_result_budget(self, result_budget_id: UUID, *, key: str | None = None) -> ResultBudget:
        """Take a budget back."""
        return await self.post(f"/result-budgets/{result_budget_id}/withdrawal", ResultBudget, key=key)

    async def register_grading(
        self, new: NewGrading, *, key: str | None = None, dry_run: bool = False
    ) -> Grading:
        """Record how heavy somebody graded the need."""
        return await self.post("/gradings", Grading, new, key=key, **_dry(dry_run))

    async def put_grading(self, reference: str, new: NewGrading) -> Grading:
        """The same under a reference of one's own: twice is once."""
        path = f"/gradings/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Grading.model_validate_json(response.content)

    async def get_grading(self, grading_id: UUID) -> Grading:
        """One of them."""
        return await self.get(f"/gradings/{grading_id}", Grading)

    async def list_gradings(self, **filters: Any) -> list[Grading]:
        """All that match, oldest first; filters are named as in the query (`citizenId`, `state`)."""
        return await self.page("/gradings", Grading, **filters)

    async def explain_grading(self, grading_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/gradings/{grading_id}/derivation", DerivationAnswer)

    async def withdraw_grading(self, grading_id: UUID, *, key: str | None = None) -> Grading:
        """Withdraw a grading that was a mistake."""
        return await self.post(f"/gradings/{grading_id}/withdrawal", Grading, key=key)

    async def compare_gradings(
        self,
        from_date: date,
        to_date: date,
        *,
        first: GradingSide = GradingSide.ACCESS_WORKER,
        second: GradingSide = GradingSide.PROVIDER_INTAKE,
        provider: str | None = None,
        product_category: str | None = None,
    ) -> GradingComparison:
        """How far two sides agree over the gradings of some days."""
        days = {"from": from_date.isoformat(), "until": to_date.isoformat()}
        return await self.get(
            "/gradings/comparison", GradingComparison, **days, firstSide=first, secondSide=second, provider=provider, productCategory=product_category,
        )  # fmt: skip


__all__ = ["LegalClient"]
