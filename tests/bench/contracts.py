"""The rows on contracts with their versions: what one costs with a hundred of them, and with as many as the stock."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

import asyncpg

from tests.bench.lab import OWNER, Lab, Side
from tests.bench.load import request
from tests.bench.measure import Figure, Goal, Row, Sample, Unexpected, alternate
from tests.bench.scale import Scale

FEW_OWNER = "00000099000000900999"
FEW = 100
_DAY = "2026-08-01"
_FUNDING = json.dumps(
    [
        {
            "number": 1, "form": "lumpSumRetention", "annual_amount_cents": 700_000_000, "advance_basis_points": 9500,
            "instalment_count": 12, "instalment_day": 1, "release_rule": "allOrNothing", "product_codes": [],
        }
    ]
)  # fmt: skip
_AGREEMENTS = json.dumps(
    [
        {
            "number": number, "code": f"indicator-{number}", "name": f"Afspraak {number}", "kind": "outcome",
            "scope": "client", "unit": "grade 1-10", "operator": "min", "norm": "7.0", "lowest": "1", "highest": "10",
            "source": "clientSurvey", "norm_invented": False, "verdict_basis": "point", "year_rule": "lastValue",
        }
        for number in range(1, 6)
    ]
)  # fmt: skip
_CONTRACTS = """
insert into contracts (owner, id, version, parties, client_id, number, name, municipality_code, legal_form, state, provider,
    co_purchasers, product_codes, tendered_scope, scope, start_date, end_date, latest_end_date, base_term_months,
    evaluation_after_months, evaluation_date, extension_options, funding_agreements, yearly_funding, incentives,
    non_financial_incentives, agreements, acceptance_duty, members, payee, signatures, compensations, next_move_on)
select $1, uuidv7(), 4, array[provider], 'stock', 'C-' || n, 'Contract ' || n, '0484', 'contract', 'active', provider,
    '[]', '[]', '[]', '[]', first, first + 1460, first + 2190, 48, 24, first + 730, '[{"number": 1, "months": 24}]',
    $3, '[]', '[]', '[]', $4, true,
    jsonb_build_array(jsonb_build_object('oin', provider, 'role', 'main', 'payment_lead', true)), provider, '[]', '[]',
    first + 1461
from (select n, lpad((99000000800000 + n % 97)::text, 20, '0') as provider, date '2026-01-01' + n % 28 as first
      from generate_series(1, $2) as n) as numbered
"""
# Each was drafted, came into force, and was amended from July: one closed slice, and two that hold.
_VERSIONS = """
insert into contract_versions (owner, id, version, parties, client_id, contract_id, valid_from, valid_until,
    known_from_version, known_until_version, known_from, known_until, reason, taken_over, changed, content)
select c.owner, uuidv7(), slice.version, c.parties, 'stock', c.id,
    coalesce(slice.valid_from, c.start_date), slice.valid_until, slice.known_from_version, slice.known_until_version,
    date '2026-01-01', case when slice.known_until_version is null then null else date '2026-01-01' end, slice.reason, false,
    '[]', jsonb_strip_nulls(to_jsonb(c) - 'client_id' - 'created_at' - 'procurement_model')
from contracts c cross join (values
    (3, null::date, null::date, 3, 4, 'signed'),
    (4, null, date '2026-06-30', 4, null, 'activated'),
    (4, date '2026-07-01', null, 4, null, 'amended')
) as slice (version, valid_from, valid_until, known_from_version, known_until_version, reason)
where c.owner = $1 order by c.id
"""


async def make_contracts(lab: Lab, rows: int) -> tuple[str, str]:
    """A hundred contracts of one municipality and so many of another, each with its versions; a contract id of each."""
    middle = []
    async with lab.connection("contracts") as connection:
        for owner, count in ((FEW_OWNER, FEW), (OWNER, rows)):
            await connection.execute(_CONTRACTS, owner, count, _FUNDING, _AGREEMENTS)
            await connection.execute(_VERSIONS, owner)
            middle.append(await _middle(connection, owner, count))
        for table in ("contracts", "contract_versions"):
            await connection.execute(f"vacuum analyze {table}")
    return middle[0], middle[1]


async def _middle(connection: asyncpg.Connection[asyncpg.Record], owner: str, count: int) -> str:
    query = "select id from contracts where owner = $1 order by id offset $2 limit 1"
    return str(await connection.fetchval(query, owner, count // 2))


async def contracts(lab: Lab, scale: Scale) -> list[Row]:
    """An item, a page, a work list in its own order and a page of a day: with many contracts beside the same with a hundred."""
    many = max(FEW, scale.stock // 2)
    few_id, many_id = await make_contracts(lab, many)
    ours, others = lab.headers(), {"authorization": f"Bearer {await lab.token_for(FEW_OWNER)}"}
    asked = {
        "one contract": ("/v1/contracts/{id}", 1),
        "one contract as it was valid on a day": (f"/v1/contracts/{{id}}?validOn={_DAY}", 1),
        "a page of 50 contracts": ("/v1/contracts?limit=50", 50),
        "a work list: 50 active contracts by their last day": (
            "/v1/contracts?limit=50&state=active&sort=endDate",
            50,
        ),
        "a page of 50 contracts as valid on a day": (f"/v1/contracts?limit=50&validOn={_DAY}", 50),
    }
    found = []
    async with lab.sides("contracts", bare=False) as (service, _):
        for work, (path, count) in asked.items():
            with_many = request("GET", path.format(id=many_id), ours)
            with_few = request("GET", path.format(id=few_id), others)
            samples = await _in_turns(
                scale.rounds, _on(lab, service, with_many, scale), _on(lab, service, with_few, scale)
            )
            _check(samples, count)
            found.append(
                Row(
                    f"{work}, of {many:,}",
                    f"the same, of {FEW}",
                    _figures(*samples),
                    f"each with three slices in contract_versions; {many:,} and {FEW} in the same tables",
                )
            )
    return found


def _on(lab: Lab, side: Side, message: str, scale: Scale) -> Callable[[], Awaitable[Sample]]:
    return lambda: lab.drive(side, message, 200, scale.run)


async def _in_turns(
    rounds: int, ours: Callable[[], Awaitable[Sample]], bare: Callable[[], Awaitable[Sample]]
) -> tuple[list[Sample], list[Sample]]:
    found: tuple[list[Sample], list[Sample]] = ([], [])
    for first in alternate(rounds + 1):
        one = await ours() if first else None
        other = await bare()
        found[0].append(one or await ours())
        found[1].append(other)
    return found[0][1:], found[1][1:]


def _figures(ours: list[Sample], bare: list[Sample]) -> list[Figure]:
    return [
        Figure("server CPU a request", "ms", [s.cost for s in ours], [s.cost for s in bare], Goal(1.15)),
        Figure(
            "database CPU a request",
            "ms",
            [s.database_cost for s in ours],
            [s.database_cost for s in bare],
            Goal(1.5),
        ),
        Figure(
            "latency, median", "ms", [1000 * s.p50 for s in ours], [1000 * s.p50 for s in bare], Goal(1.25)
        ),
    ]


def _check(samples: tuple[list[Sample], list[Sample]], count: int) -> None:
    for sample in (samples[0][0], samples[1][0]):
        answer = json.loads(sample.example)
        shown = len(answer["items"]) if "items" in answer else 1
        if shown != count:
            raise Unexpected(f"{shown} contracts were shown where {count} were asked")
