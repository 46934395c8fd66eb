"""Bank accounts, payment batches and bank statements over REST."""

import base64
from typing import Annotated
from uuid import UUID

from fastapi import Body, Query
from starlette.responses import Response

from services.settlement.payments import rules
from services.settlement.payments.operations import accounts, batches, statements
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly, ReferenceUsed
from shared.kit.rest import PageQuery, page
from shared.kit.sepa import MAX_STATEMENT_BYTES
from shared.schemas.common import Oin, Reference
from shared.schemas.settlement import (
    BankAccount,
    BankStatement,
    NewBankAccount,
    NewPaymentBatch,
    PaymentBatch,
)
from shared.values.terms import Scope

XML = "application/xml"
STATEMENT_EXAMPLE = """\
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>2026-001</MsgId><CreDtTm>2026-01-06T09:30:00Z</CreDtTm></GrpHdr>
<Stmt><Id>2026-001</Id><Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1000000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">445833.33</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><NtryRef>N1</NtryRef><Amt Ccy="EUR">554166.67</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-01-06</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>VB-2026-01-1</EndToEndId></Refs>
<Amt Ccy="EUR">554166.67</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
"""
router = Router(tags=["payments"])

ReferenceQuery = Annotated[
    Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
]


@router.get(
    "/bank-accounts",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek bankrekeningen (bank accounts)",
    description="Van een IBAN zijn alleen de laatste vier tekens te zien.",
    answer=BankAccount,
    page=True,
)
async def list_bank_accounts(
    ctx: Ctx,
    request: PageQuery,
    organisation: Annotated[Oin | None, Query(description="Alleen van deze organisatie.")] = None,
    external_reference: ReferenceQuery = None,
) -> Response:
    """A page of bank accounts."""
    found = await accounts.list_accounts(ctx, request, organisation, external_reference)
    return page(ctx, BankAccount, found)


@router.post(
    "/bank-accounts",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Stel een bankrekening voor (propose)",
    description=(
        "De bankrekening van een opdrachtnemer of van de opdrachtgever zelf. Er wordt niets mee betaald voordat een"
        " tweede persoon haar bevestigt."
    ),
    answer=BankAccount,
    status=201,
    problems=[PurchaserOnly, rules.BankAccountInvalid, ReferenceUsed],
    example={
        "organisation": "00000099000000001001",
        "holderName": "De Rijnoever",
        "iban": "NL91ABNA0417164300",
    },
    dry_run=True,
)
async def propose_bank_account(ctx: Ctx, body: NewBankAccount) -> Response:
    """Propose a bank account."""
    made = await accounts.propose_account(ctx, body)
    return answer(ctx, BankAccount, made, 201, f"/v1/bank-accounts/{made.id}")


@router.get(
    "/bank-accounts/{account_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een bankrekening (bank account)",
    answer=BankAccount,
    problems=[rules.BankAccountNotFound],
)
async def get_bank_account(ctx: Ctx, account_id: UUID) -> Response:
    """One bank account."""
    return answer(ctx, BankAccount, await accounts.get_account(ctx, account_id))


@router.post(
    "/bank-accounts/{account_id}/confirmation",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Bevestig een bankrekening als tweede persoon (confirmation)",
    description=(
        "De eindgebruiker is een ander dan wie haar voorstelde. De eerste bankrekening van een organisatie is meteen"
        f" bruikbaar; een volgende neemt het na {rules.COOLING_DAYS} dagen over, en tot die dag blijft de vorige in"
        " gebruik."
    ),
    answer=BankAccount,
    problems=[
        PurchaserOnly,
        rules.BankAccountNotFound,
        rules.AlreadyWithdrawn,
        rules.AlreadyConfirmed,
        rules.SamePerson,
        rules.AccountChangePending,
    ],
    dry_run=True,
)
async def confirm_bank_account(ctx: Ctx, account_id: UUID) -> Response:
    """Confirm a bank account."""
    return answer(ctx, BankAccount, await accounts.confirm_account(ctx, account_id))


@router.post(
    "/bank-accounts/{account_id}/withdrawal",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Trek een bankrekening in voordat zij wordt gebruikt (withdrawal)",
    description="Houdt een voorstel of een wijziging tegen; één persoon is genoeg.",
    answer=BankAccount,
    problems=[PurchaserOnly, rules.BankAccountNotFound, rules.AlreadyWithdrawn, rules.InUse],
    dry_run=True,
)
async def withdraw_bank_account(ctx: Ctx, account_id: UUID) -> Response:
    """Withdraw a bank account."""
    return answer(ctx, BankAccount, await accounts.withdraw_account(ctx, account_id))


@router.get(
    "/payment-batches",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek betaalbatches (payment batches)",
    answer=PaymentBatch,
    page=True,
)
async def list_payment_batches(
    ctx: Ctx, request: PageQuery, external_reference: ReferenceQuery = None
) -> Response:
    """A page of payment batches."""
    return page(ctx, PaymentBatch, await batches.list_batches(ctx, request, external_reference))


@router.post(
    "/payment-batches",
    scope=Scope.SETTLEMENT_PAY,
    summary="Draag op wat te betalen is (payment batch)",
    description=(
        "Zet elke geboekte termijn en vrijgegeven inhouding die nog niet is opgedragen in één betaalbestand"
        " (pain.001.001.09). Alle partijen hebben daarvoor een bruikbare bankrekening."
    ),
    answer=PaymentBatch,
    status=201,
    problems=[
        PurchaserOnly,
        ReferenceUsed,
        rules.ExecutionInPast,
        rules.NothingToPay,
        rules.AccountsMissing,
        rules.PaymentFileRefused,
    ],
    example={"executionDate": "2026-01-05"},
    dry_run=True,
)
async def order_payments(ctx: Ctx, body: NewPaymentBatch) -> Response:
    """Order all that is payable."""
    made = await batches.order_payments(ctx, body)
    return answer(ctx, PaymentBatch, made, 201, f"/v1/payment-batches/{made.id}")


@router.get(
    "/payment-batches/{batch_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een betaalbatch (payment batch)",
    answer=PaymentBatch,
    problems=[rules.PaymentBatchNotFound],
)
async def get_payment_batch(ctx: Ctx, batch_id: UUID) -> Response:
    """One payment batch."""
    return answer(ctx, PaymentBatch, await batches.get_batch(ctx, batch_id))


@router.get(
    "/payment-batches/{batch_id}/file",
    scope=Scope.SETTLEMENT_PAY,
    summary="Haal het betaalbestand op (payment file)",
    description="Het bestand voor de bank (pain.001.001.09); Content-Digest is zijn SHA-256 (RFC 9530).",
    answer=None,
    media=(XML,),
    problems=[rules.PaymentBatchNotFound],
)
async def get_payment_file(ctx: Ctx, batch_id: UUID) -> Response:
    """The file of a payment batch."""
    file = await batches.get_file(ctx, batch_id)
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    headers = {
        "Content-Disposition": f'attachment; filename="{file.message_id}.xml"',
        "Content-Digest": f"sha-256=:{digest}:",
    }
    return Response(file.content, 200, headers, XML)


@router.get(
    "/bank-statements",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek rekeningafschriften (bank statements)",
    answer=BankStatement,
    page=True,
)
async def list_bank_statements(ctx: Ctx, request: PageQuery) -> Response:
    """A page of bank statements."""
    return page(ctx, BankStatement, await statements.list_statements(ctx, request))


@router.post(
    "/bank-statements",
    scope=Scope.SETTLEMENT_PAY,
    summary="Verwerk een rekeningafschrift (bank statement)",
    description=(
        "Een camt.053 van één eigen rekening, tot 20 MB. Een afschrijving met het kenmerk (EndToEndId) en precies het"
        " bedrag van een opgedragen betaling maakt die betaald. Al het andere staat in `unmatched`, ook elke"
        " terugboeking: die verandert niets aan haar betaling en is voor een mens om na te gaan. Hetzelfde bestand"
        " nog eens geeft wat er al is."
    ),
    answer=BankStatement,
    status=201,
    problems=[
        PurchaserOnly,
        rules.StatementInvalid,
        rules.StatementAccountUnknown,
        rules.StatementChanged,
    ],
    consumes=(XML, "text/xml"),
    example=STATEMENT_EXAMPLE,
    body_limit=MAX_STATEMENT_BYTES,
    dry_run=True,
)
async def book_bank_statement(
    ctx: Ctx, body: Annotated[bytes, Body(media_type=XML, description="Het camt.053-bestand.")]
) -> Response:
    """Book a bank statement."""
    made = await statements.book_statement(ctx, body)
    return answer(ctx, BankStatement, made, 201, f"/v1/bank-statements/{made.id}")


@router.get(
    "/bank-statements/{statement_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een rekeningafschrift (bank statement)",
    answer=BankStatement,
    problems=[rules.BankStatementNotFound],
)
async def get_bank_statement(ctx: Ctx, statement_id: UUID) -> Response:
    """One bank statement."""
    return answer(ctx, BankStatement, await statements.get_statement(ctx, statement_id))
