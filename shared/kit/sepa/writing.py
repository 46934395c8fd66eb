"""Writes pain.001.001.09, and camt.053.001.08 to play the bank: the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from lxml import etree

from shared.kit.clock import AMSTERDAM
from shared.kit.sepa.faults import StatementInvalid, TransferInvalid
from shared.kit.sepa.forms import (
    ISO_20022,
    MAX_AMOUNT_CENTS,
    NOT_PROVIDED,
    Booking,
    Debtor,
    Transfer,
    check_identifier,
    checked_iban,
    checked_name,
    clean,
    euros,
)


def credit_transfer_file(
    message_id: str, created_at: datetime, execution_date: date, debtor: Debtor, transfers: Sequence[Transfer]
) -> bytes:
    """A pain.001.001.09 in euros with one payment block, whose id is the message's; no addresses.

    Each transfer is booked by itself (BtchBookg false), so that every EndToEndId comes back. `created_at` has
    a zone. Raises IbanInvalid; TransferInvalid for an id, name, amount or remittance, a repeated
    end_to_end_id, or no transfer at all.
    """
    _check_transfers(message_id, transfers)
    name = checked_name(debtor.name, "debtor.name", TransferInvalid)
    count, total = (str(len(transfers)), euros(sum(one.amount_cents for one in transfers)))
    root = _document("pain.001.001.09")
    body = _add(root, "CstmrCdtTrfInitn")
    header = _add(body, "GrpHdr")
    _add_all(header, MsgId=message_id, CreDtTm=_instant(created_at), NbOfTxs=count, CtrlSum=total)
    _add(header, "InitgPty/Nm", name)
    block = _add(body, "PmtInf")
    _add_all(block, PmtInfId=message_id, PmtMtd="TRF", BtchBookg="false", NbOfTxs=count, CtrlSum=total)
    _add(block, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _add(block, "ReqdExctnDt/Dt", execution_date.isoformat())
    _add(block, "Dbtr/Nm", name)
    _add(block, "DbtrAcct/Id/IBAN", checked_iban(debtor.iban, "debtor.iban"))
    _add(block, "DbtrAgt/FinInstnId/Othr/Id", NOT_PROVIDED)
    _add(block, "ChrgBr", "SLEV")
    for index, transfer in enumerate(transfers):
        _add_transfer(block, transfer, f"transfers[{index}]")
    return _bytes(root)


def statement_file(
    statement_id: str, created_at: datetime, iban: str, opening_cents: int, bookings: Sequence[Booking]
) -> bytes:
    """A camt.053.001.08 in euros: one entry with one transaction for each booking. `created_at` has a zone.

    Raises IbanInvalid; StatementInvalid for an identifier outside the SEPA set or a repeated reference.
    """
    check_identifier(statement_id, "statement_id", StatementInvalid)
    created = _instant(created_at)
    days = [one.booked_on for one in bookings] or [created_at.astimezone(AMSTERDAM).date()]
    root = _document("camt.053.001.08")
    body = _add(root, "BkToCstmrStmt")
    _add_all(_add(body, "GrpHdr"), MsgId=statement_id, CreDtTm=created)
    statement = _add(body, "Stmt")
    _add_all(statement, Id=statement_id, CreDtTm=created)
    account = _add(statement, "Acct")
    _add(account, "Id/IBAN", checked_iban(iban, "iban"))
    _add(account, "Ccy", "EUR")
    closing_cents = opening_cents + sum(one.amount_cents for one in bookings)
    for code, cents, day in (("OPBD", opening_cents, min(days)), ("CLBD", closing_cents, max(days))):
        balance = _add(statement, "Bal")
        _add(balance, "Tp/CdOrPrtry/Cd", code)
        _add_signed(balance, cents)
        _add(balance, "Dt/Dt", day.isoformat())
    references: set[str] = set()
    for index, booking in enumerate(bookings):
        if booking.reference in references:
            raise StatementInvalid("twice", f"bookings[{index}].reference")
        references.add(booking.reference)
        _add_entry(statement, booking, f"bookings[{index}]")
    return _bytes(root)


def _check_transfers(message_id: str, transfers: Sequence[Transfer]) -> None:
    """Everything but names and IBANs, which are checked as they are written."""
    check_identifier(message_id, "message_id", TransferInvalid)
    if not transfers:
        raise TransferInvalid("empty", "transfers")
    taken: set[str] = set()
    for index, one in enumerate(transfers):
        field = f"transfers[{index}]"
        check_identifier(one.end_to_end_id, f"{field}.end_to_end_id", TransferInvalid)
        if one.end_to_end_id in taken:
            raise TransferInvalid("twice", f"{field}.end_to_end_id")
        if not 1 <= one.amount_cents <= MAX_AMOUNT_CENTS:
            raise TransferInvalid("payment-amount", f"{field}.amount_cents")
        if len(one.remittance) > 140:
            raise TransferInvalid("remittance", f"{field}.remittance")
        taken.add(one.end_to_end_id)


def _add_transfer(block: etree._Element, transfer: Transfer, field: str) -> None:
    payment = _add(block, "CdtTrfTxInf")
    _add(payment, "PmtId/EndToEndId", transfer.end_to_end_id)
    _add(payment, "Amt/InstdAmt", euros(transfer.amount_cents)).set("Ccy", "EUR")
    _add(payment, "Cdtr/Nm", checked_name(transfer.creditor_name, f"{field}.creditor_name", TransferInvalid))
    _add(payment, "CdtrAcct/Id/IBAN", checked_iban(transfer.creditor_iban, f"{field}.creditor_iban"))
    # One letter may become two ("ß"), so what fitted before cleaning is cut after it.
    if remittance := clean(transfer.remittance)[:140]:
        _add(payment, "RmtInf/Ustrd", remittance)


def _add_entry(statement: etree._Element, booking: Booking, field: str) -> None:
    check_identifier(booking.reference, f"{field}.reference", StatementInvalid)
    if booking.end_to_end_id is not None:
        check_identifier(booking.end_to_end_id, f"{field}.end_to_end_id", StatementInvalid)
    # The parties of a returned payment keep the roles they had in the payment.
    outgoing = (booking.amount_cents < 0) != booking.reversal
    day = booking.booked_on.isoformat()
    entry = _add(statement, "Ntry")
    _add(entry, "NtryRef", booking.reference)
    _add_signed(entry, booking.amount_cents)
    _add(entry, "RvslInd", "true" if booking.reversal else "false")
    _add(entry, "Sts/Cd", "BOOK")
    _add(entry, "BookgDt/Dt", day)
    _add(entry, "ValDt/Dt", day)
    domain = _add(entry, "BkTxCd/Domn")
    _add(domain, "Cd", "PMNT")
    _add_all(
        _add(domain, "Fmly"),
        Cd="ICDT" if outgoing else "RCDT",
        SubFmlyCd="RRTN" if booking.reversal else "ESCT",
    )
    details = _add(entry, "NtryDtls/TxDtls")
    _add(details, "Refs/EndToEndId", booking.end_to_end_id or NOT_PROVIDED)
    _add_signed(details, booking.amount_cents)
    if booking.counterparty_iban is not None:
        iban = checked_iban(booking.counterparty_iban, f"{field}.counterparty_iban")
        _add(details, f"RltdPties/{'Cdtr' if outgoing else 'Dbtr'}Acct/Id/IBAN", iban)


def _add_signed(parent: etree._Element, cents: int) -> None:
    _add(parent, "Amt", euros(abs(cents))).set("Ccy", "EUR")
    _add(parent, "CdtDbtInd", "DBIT" if cents < 0 else "CRDT")


def _document(schema: str) -> etree._Element:
    return etree.fromstring(f'<Document xmlns="{ISO_20022}{schema}"/>')


def _add(parent: etree._Element, path: str, text: str | None = None) -> etree._Element:
    """A new element below `parent` for each name in the path; the last one holds the text."""
    namespace = parent.tag[: parent.tag.index("}") + 1]
    for name in path.split("/"):
        parent = etree.SubElement(parent, namespace + name)
    parent.text = text
    return parent


def _add_all(parent: etree._Element, **texts: str) -> None:
    for name, text in texts.items():
        _add(parent, name, text)


def _instant(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("created_at must have a zone, else the file would depend on the machine's")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
