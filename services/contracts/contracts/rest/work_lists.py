"""What a work list of contracts asks: filters, an order of one's own, and the page in it."""

from dataclasses import dataclass
from typing import Annotated, Self
from uuid import UUID

from fastapi import Depends, Query

from services.contracts.contracts.operations.ordering import SORT, sorted_page
from services.contracts.contracts.store import Filter, SortedPage, created
from shared.kit.http import Ctx, Cursor, Limit
from shared.kit.pages import DEFAULT_LIMIT
from shared.kit.rows import PageRequest
from shared.schemas.common import Day, MunicipalityCode, Oin, Reference, Written
from shared.values.agreements import FundingForm
from shared.values.arrangements import ProcurementModel
from shared.values.terms import ContractState, LegalForm

Sort = Annotated[
    str,
    Query(
        pattern=SORT,
        description="Hooguit drie velden, met - aflopend: `endDate,-startDate,number`; daarna in volgorde van aanmaken.",
    ),
]


async def filters(
    state: Annotated[ContractState | None, Query(description="Alleen in deze toestand.")] = None,
    number: Annotated[Written | None, Query(max_length=40, description="Alleen met dit nummer.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen met deze ene aanbieder (OIN).")] = None,
    consortium_id: Annotated[
        UUID | None, Query(alias="consortiumId", description="Alleen met dit samenwerkingsverband.")
    ] = None,
    population_id: Annotated[
        UUID | None, Query(alias="populationId", description="Alleen voor deze bevolking.")
    ] = None,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen voor deze gemeente.")
    ] = None,
    legal_form: Annotated[
        LegalForm | None, Query(alias="legalForm", description="Alleen in deze rechtsvorm.")
    ] = None,
    funding_form: Annotated[
        FundingForm | None,
        Query(alias="fundingForm", description="Alleen met een afspraak in deze vorm (N-06)."),
    ] = None,
    procurement_model: Annotated[
        ProcurementModel | None, Query(alias="procurementModel", description="Alleen zo ingekocht (A-13).")
    ] = None,
    start_date_from: Annotated[
        Day | None, Query(alias="startDateFrom", description="Begint op of na.")
    ] = None,
    start_date_to: Annotated[Day | None, Query(alias="startDateTo", description="Begint op of vóór.")] = None,
    end_date_from: Annotated[Day | None, Query(alias="endDateFrom", description="Eindigt op of na.")] = None,
    end_date_to: Annotated[Day | None, Query(alias="endDateTo", description="Eindigt op of vóór.")] = None,
    evaluation_date_from: Annotated[
        Day | None, Query(alias="evaluationDateFrom", description="Evaluatie verschuldigd op of na.")
    ] = None,
    evaluation_date_to: Annotated[
        Day | None, Query(alias="evaluationDateTo", description="Evaluatie verschuldigd op of vóór.")
    ] = None,
) -> Filter:
    """What a work list asks of contracts."""
    return Filter(
        state=state, number=number, external_reference=external_reference, provider=provider,
        consortium_id=consortium_id, population_id=population_id, municipality_code=municipality_code,
        legal_form=legal_form, funding_form=funding_form, procurement_model=procurement_model,
        start_date_from=start_date_from, start_date_to=start_date_to, end_date_from=end_date_from,
        end_date_to=end_date_to, evaluation_date_from=evaluation_date_from, evaluation_date_to=evaluation_date_to,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkList:
    """Which page of a work list is asked, in which order, of which contracts."""

    page: SortedPage
    asked: Filter

    @classmethod
    def of(cls, request: PageRequest) -> Self:
        """A plain page in order of creation, of all contracts."""
        return cls(created(request), Filter())


async def work_list(
    ctx: Ctx,
    asked: Annotated[Filter, Depends(filters)],
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    sort: Sort = "created",
) -> WorkList:
    """What is asked of a work list; CursorInvalid for a cursor of another order or another client."""
    return WorkList(sorted_page(ctx, limit, cursor, sort), asked)


# A snapshot reads it as a plain collection (shared/kit/snapshots.py).
setattr(work_list, "of_page", WorkList.of)  # noqa: B010  (a function has no such attribute for mypy)
WorkListQuery = Annotated[WorkList, Depends(work_list)]
