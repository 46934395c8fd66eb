"""Reads camt.053 statements of versions 02, 04 and 08, and believes them only when their amounts add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml import etree

from shared.kit.clock import AMSTERDAM
from shared.kit.sepa.faults import StatementInvalid
from shared.kit.sepa.forms import ISO_20022, NOT_PROVIDED, Booking, Statement, euros

MAX_STATEMENT_BYTES: Final = 20_000_000
# Bound the parser's memory: twenty megabytes of empty elements would otherwise take a gigabyte. Banks write an element in
# some thirty bytes.
_MAX_ELEMENTS: Final = 700_000
_MAX_ATTRIBUTES: Final = 200_000
_MAX_BALANCES: Final = 1_000
_MAX_CENTS: Final = 10**17
_ROOTS: Final = frozenset(f"{{{ISO_20022}camt.053.001.{version}}}Document" for version in ("02", "04", "08"))
_AMOUNT: Final = re.compile(r"\+?(?:[0-9]{1,18}(?:\.[0-9]{0,5})?|\.[0-9]{1,5})")
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_BOOKED_AMOUNTS: Final = ("Amt", "AmtDtls/TxAmt/Amt")
_PART_AMOUNTS: Final = (*_BOOKED_AMOUNTS, "AmtDtls/InstdAmt/Amt")


def read_statement(data: bytes) -> Statement:
    """The one statement in a camt.053 file; raises StatementInvalid also when there are several."""
    root = _parse(data)
    count = sum(1 for _ in _all(root, "BkToCstmrStmt/Stmt"))
    if count > 1:
        raise StatementInvalid("several", "BkToCstmrStmt/Stmt", count=count)
    return _statements(root)[0]


def read_statements(data: bytes) -> tuple[Statement, ...]:
    """Every statement in a camt.053 file (banks put the accounts of one client together), at least one.

    Only booked entries (Sts BOOK) count; a batch becomes its transactions, whose sum must be the entry; a
    single transaction in another currency takes the entry's amount. Raises StatementInvalid.
    """
    return _statements(_parse(data))


def _statements(root: etree._Element) -> tuple[Statement, ...]:
    found = tuple(
        _statement(node, f"Stmt[{number}]") for number, node in enumerate(_all(root, "BkToCstmrStmt/Stmt"), 1)
    )
    if not found:
        raise StatementInvalid("missing", "BkToCstmrStmt/Stmt")
    return found


def _parse(data: bytes) -> etree._Element:
    """The document, read without document type, entities, network or limits taken off."""
    elements = data.count(b"<") - data.count(b"</")
    if len(data) > MAX_STATEMENT_BYTES or elements > _MAX_ELEMENTS or data.count(b"=") > _MAX_ATTRIBUTES:
        raise StatementInvalid("too-large", "Document", megabytes=MAX_STATEMENT_BYTES // 1_000_000)
    # The parser is held to UTF-8, so no other encoding can hide the word from this look.
    if b"<!DOCTYPE" in data:
        raise StatementInvalid("document-type", "Document")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        dtd_validation=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise StatementInvalid("not-xml", "Document") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise StatementInvalid("document-type", "Document")
    if root.tag not in _ROOTS:
        raise StatementInvalid("version", "Document")
    return root


def _statement(node: etree._Element, field: str) -> Statement:
    opening, closing = (_balance(node, field, "OPBD", "PRCD"), _balance(node, field, "CLBD"))
    amount = _find(opening, "Amt")
    currency = _text(node, "Acct/Ccy") or str(None if amount is None else amount.get("Ccy"))
    opening_cents = _signed(opening, currency, f"{field}/Bal[OPBD]")
    closing_cents = _signed(closing, currency, f"{field}/Bal[CLBD]")
    account = _text(node, "Acct/Id/IBAN") or _text(node, "Acct/Id/Othr/Id")
    if account is None:
        raise StatementInvalid("missing", f"{field}/Acct/Id")
    iban = account.replace(" ", "").upper()
    booked = tuple(_booked(node, field, currency, iban))
    total = sum(one.amount_cents for one in booked)
    if opening_cents + total != closing_cents:
        raise StatementInvalid(
            "balance", field,
            opening=euros(opening_cents), booked=euros(total),
            expected=euros(opening_cents + total), closing=euros(closing_cents),
        )  # fmt: skip
    return Statement(_required(node, "Id", field), iban, opening_cents, closing_cents, currency, booked)


def _balance(node: etree._Element, field: str, *codes: str) -> etree._Element:
    """The balance with the first of these codes that is there; it must be there once."""
    balances = list(islice(_all(node, "Bal"), _MAX_BALANCES))
    for code in codes:
        found = [one for one in balances if _text(one, "Tp/CdOrPrtry/Cd") == code]
        if len(found) > 1:
            raise StatementInvalid("twice", f"{field}/Bal[{code}]")
        if found:
            return found[0]
    raise StatementInvalid("missing", f"{field}/Bal[{codes[0]}]")


def _booked(node: etree._Element, field: str, currency: str, own_iban: str) -> Iterator[Booking]:
    """The booked entries as transactions, each with its own reference: a repeated one gets its position."""
    taken: set[str] = set()
    for number, entry in enumerate(_all(node, "Ntry"), 1):
        where = f"{field}/Ntry[{number}]"
        if (_text(entry, "Sts/Cd") or _required(entry, "Sts", where)) != "BOOK":
            continue
        reference = _text(entry, "NtryRef") or _text(entry, "AcctSvcrRef") or str(number)
        for one in _entry(entry, where, currency, own_iban, reference):
            again = one.reference in taken
            booking = replace(one, reference=f"{one.reference}#{len(taken) + 1}") if again else one
            if booking.reference in taken:
                raise StatementInvalid("twice", f"{where}/NtryRef")
            taken.add(booking.reference)
            yield booking


def _entry(
    entry: etree._Element, field: str, currency: str, own_iban: str, reference: str
) -> Iterator[Booking]:
    """One entry as its transactions; without details, or with one, it is a single booking."""
    booked_on = _booked_on(entry, field)
    reversal = _text(entry, "RvslInd") in ("true", "1")
    parts = list(_all(entry, "NtryDtls/TxDtls")) or [entry]
    for number, (part, cents) in enumerate(
        zip(parts, _amounts(entry, parts, currency, field), strict=True), 1
    ):
        returned = reversal or _find(part, "RtrInf") is not None
        end_to_end_id = _text(part, "Refs/EndToEndId")
        yield Booking(
            amount_cents=cents,
            booked_on=booked_on,
            end_to_end_id=None if end_to_end_id == NOT_PROVIDED else end_to_end_id,
            counterparty_iban=_counterparty(part, own_iban, outgoing=(cents < 0) != returned),
            reference=reference if len(parts) == 1 else f"{reference}/{number}",
            reversal=returned,
        )


def _amounts(entry: etree._Element, parts: list[etree._Element], currency: str, field: str) -> list[int]:
    """The signed cents of each part; together they are the entry, else StatementInvalid."""
    stated = _signed(entry, currency, field)
    paths = _PART_AMOUNTS if len(parts) > 1 else _BOOKED_AMOUNTS
    amounts: list[int] = []
    for number, part in enumerate(parts, 1):
        where = f"{field}/TxDtls[{number}]"
        found = (_find(part, path) for path in paths)
        amount = next((one for one in found if one is not None and one.get("Ccy") == currency), None)
        if amount is not None:
            direction = _text(part, "CdtDbtInd") or _required(entry, "CdtDbtInd", field)
            amounts.append(_directed(_cents(amount, where), direction, where))
        elif len(parts) == 1:
            amounts.append(stated)
        else:
            raise StatementInvalid("missing", f"{where}/Amt[{currency}]")
    if sum(amounts) != stated:
        raise StatementInvalid("parts", field, found=euros(sum(amounts)), stated=euros(stated))
    return amounts


def _counterparty(part: etree._Element, own_iban: str, *, outgoing: bool) -> str | None:
    """The other side's IBAN: the expected role, or the other one where a bank turns the roles of a return."""
    for side in ("Cdtr", "Dbtr") if outgoing else ("Dbtr", "Cdtr"):
        iban = (_text(part, f"RltdPties/{side}Acct/Id/IBAN") or "").replace(" ", "").upper()
        if iban and iban != own_iban:
            return iban
    return None


def _booked_on(entry: etree._Element, field: str) -> date:
    """The civil day of the booking; an instant with a zone counts in Amsterdam."""
    day, instant = _text(entry, "BookgDt/Dt"), _text(entry, "BookgDt/DtTm")
    try:
        if day is not None and (match := _DATE.fullmatch(day)):
            return date.fromisoformat(match[1])
        moment = datetime.fromisoformat(instant or "")
        return (moment if moment.tzinfo is None else moment.astimezone(AMSTERDAM)).date()
    except (ValueError, OverflowError):
        raise StatementInvalid("date" if day or instant else "missing", f"{field}/BookgDt") from None


def _signed(node: etree._Element, currency: str, field: str) -> int:
    """The `Amt` of a balance or entry in cents, credit positive, in the account's currency."""
    amount = _find(node, "Amt")
    if amount is None:
        raise StatementInvalid("missing", f"{field}/Amt")
    if amount.get("Ccy") != currency:
        raise StatementInvalid(
            "currency", f"{field}/Amt", found=str(amount.get("Ccy"))[:3], currency=currency[:3]
        )
    return _directed(_cents(amount, field), _required(node, "CdtDbtInd", field), field)


def _cents(amount: etree._Element, field: str) -> int:
    text = (amount.text or "").strip()
    cents = Decimal(text) * 100 if _AMOUNT.fullmatch(text) else Decimal("NaN")
    if not cents.is_finite() or cents != int(cents) or cents > _MAX_CENTS:
        raise StatementInvalid("amount", f"{field}/Amt")
    return int(cents)


def _directed(cents: int, direction: str, field: str) -> int:
    if direction not in ("CRDT", "DBIT"):
        raise StatementInvalid("direction", f"{field}/CdtDbtInd")
    return cents if direction == "CRDT" else -cents


def _required(node: etree._Element, path: str, field: str) -> str:
    text = _text(node, path)
    if text is None:
        raise StatementInvalid("missing", f"{field}/{path}")
    return text


def _text(node: etree._Element, path: str) -> str | None:
    found = _find(node, path)
    return None if found is None else (found.text or "").strip() or None


def _find(node: etree._Element, path: str) -> etree._Element | None:
    return node.find(_qualified(node.tag[: node.tag.index("}") + 1], path))


def _all(node: etree._Element, path: str) -> Iterator[etree._Element]:
    """One after the other: all at once they take as much memory again as the document."""
    return node.iterfind(_qualified(node.tag[: node.tag.index("}") + 1], path))


@lru_cache(maxsize=256)
def _qualified(namespace: str, path: str) -> str:
    return "/".join(namespace + name for name in path.split("/"))
