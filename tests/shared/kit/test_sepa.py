"""The bank's files, checked against the ISO 20022 schemas and sample files where these are present."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from stdnum import iban as stdnum_iban

from shared.kit.sepa import (
    MAX_AMOUNT_CENTS,
    MAX_STATEMENT_BYTES,
    Booking,
    Debtor,
    IbanInvalid,
    StatementInvalid,
    Transfer,
    TransferInvalid,
    clean,
    credit_transfer_file,
    read_statement,
    read_statements,
    statement_file,
)

REPO_ROOT = Path(__file__).parents[3]
SEPA = REPO_ROOT.parent / "shared/data/reference/sepa"
needs_reference = pytest.mark.skipif(not SEPA.is_dir(), reason=f"no SEPA schemas and samples in {SEPA}")

SEPA_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ "
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
PAYDAY = date(2026, 10, 2)
OWN = "NL91ABNA0417164300"
OTHER = "NL20INGB0001234567"
THIRD = "NL02ABNA0123456789"
TOWN = Debtor("Gemeente Voorbeeldstad", OWN)


def nl_iban(bank: str, number: int) -> str:
    """An invented Dutch account number with the right check digits."""
    digits = stdnum_iban.calc_check_digits(f"NL00{bank}{number:010d}")
    return f"NL{digits}{bank}{number:010d}"


def transfer(**changes: object) -> Transfer:
    """A valid transfer of 565,416.67 with the given changes."""
    values: dict[str, object] = {
        "end_to_end_id": "TERMIJN-2026-10-01",
        "amount_cents": 56_541_667,
        "creditor_name": "Stichting Voorbeeldzorg",
        "creditor_iban": OTHER,
        "remittance": "Termijn oktober 2026",
    }
    return Transfer(**(values | changes))  # type: ignore[arg-type]


def payment_file(*transfers: Transfer, message_id: str = "BATCH-2026-10-001", debtor: Debtor = TOWN) -> bytes:
    """A payment file of the example municipality."""
    return credit_transfer_file(message_id, NOON, PAYDAY, debtor, transfers)


def texts(data: bytes, name: str) -> list[str | None]:
    """The texts of every element of this name."""
    return [node.text for node in etree.fromstring(data).iter(f"{{*}}{name}")]


def schema(name: str) -> etree.XMLSchema:
    """The ISO 20022 schema of this name."""
    return etree.XMLSchema(etree.parse(str(SEPA / "xsd" / f"{name}.xsd")))


def entry(
    amount: str = "10.00", direction: str = "CRDT", status: str = "<Cd>BOOK</Cd>", rest: str = ""
) -> str:
    """One camt.053 entry as XML."""
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>{status}</Sts>'
        f"<BookgDt><Dt>2026-10-02</Dt></BookgDt>{rest}</Ntry>"
    )


def balance(code: str, amount: str, direction: str = "CRDT") -> str:
    """One camt.053 balance as XML."""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>2026-10-02</Dt></Dt></Bal>'
    )


def camt(
    inside: str, *, version: str = "08", opening: str = "OPBD", closing: str = "110.00", head: str = ""
) -> bytes:
    """A statement that opens at 100.00 and closes at `closing`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt>'
        f"<Id>S1</Id><Acct><Id><IBAN>{OWN}</IBAN></Id></Acct>"
        f"{balance(opening, '100.00')}{balance('CLBD', closing)}{inside}"
        "</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def fault_of(data: bytes) -> StatementInvalid:
    """The fault for which this statement is refused."""
    with pytest.raises(StatementInvalid) as caught:
        read_statement(data)
    return caught.value


# --- payments going out


@needs_reference
def test_payment_file_is_valid_against_the_iso_schema() -> None:
    """A file with and without remittance information passes pain.001.001.09."""
    data = payment_file(transfer(), transfer(end_to_end_id="TERMIJN-2", remittance=""))
    schema("pain.001.001.09").assertValid(etree.fromstring(data))


def test_totals_agree_at_both_levels() -> None:
    """Count and control sum stand in the header and in the payment block, and are the sum of the amounts."""
    data = payment_file(transfer(amount_cents=1), transfer(end_to_end_id="B", amount_cents=MAX_AMOUNT_CENTS))
    assert texts(data, "NbOfTxs") == ["2", "2"]
    assert texts(data, "CtrlSum") == ["1000000000.00", "1000000000.00"]
    assert texts(data, "InstdAmt") == ["0.01", "999999999.99"]


def test_payment_file_says_sepa_and_no_address() -> None:
    """Service level SEPA, charges SLEV, euros, each transfer booked by itself, and no address anywhere."""
    data = payment_file(transfer())
    assert (texts(data, "Cd"), texts(data, "ChrgBr"), texts(data, "BtchBookg")) == (
        ["SEPA"],
        ["SLEV"],
        ["false"],
    )
    assert [node.get("Ccy") for node in etree.fromstring(data).iter("{*}InstdAmt")] == ["EUR"]
    assert not texts(data, "PstlAdr") and not texts(data, "AdrLine")
    assert texts(data, "Dt") == ["2026-10-02"]


def test_same_input_gives_same_bytes() -> None:
    """Nothing is drawn: the file depends on its input alone, and one instant is one instant in any zone."""
    amsterdam = NOON.astimezone(timezone(timedelta(hours=2)))
    again = credit_transfer_file("BATCH-2026-10-001", amsterdam, PAYDAY, TOWN, [transfer()])
    assert payment_file(transfer()) == again
    assert texts(again, "PmtInfId") == ["BATCH-2026-10-001"]
    assert texts(again, "CreDtTm") == ["2026-10-01T12:00:00Z"]


def test_time_without_a_zone_is_refused() -> None:
    """A time without a zone would make the bytes depend on the machine."""
    with pytest.raises(ValueError, match="zone"):
        credit_transfer_file("M", datetime(2026, 10, 1), PAYDAY, TOWN, [transfer()])


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Café Één & Zoon", "Cafe Een + Zoon"),
        ("Größe Sørensen Łódź", "Grosse Sorensen Lodz"),
        ("IJsselgroep", "IJsselgroep"),
        ("\u0132sselgroep", "IJsselgroep"),
        ("Zorg\n\tBV", "Zorg BV"),
        ("\u2019t Huis_1 <b>", "'t Huis-1 .b."),
        ("€ 5", "EUR 5"),
    ],
)
def test_names_become_sepa_characters(written: str, sent: str) -> None:
    """Accents become plain letters, known signs their twin, and everything else a full stop."""
    assert clean(written) == sent
    assert texts(payment_file(transfer(creditor_name=written)), "Nm")[-1] == sent


@given(st.text(max_size=200))
def test_cleaned_text_stays_in_the_set(text: str) -> None:
    """Whatever comes in, only SEPA characters go out, and cleaning twice changes nothing."""
    assert set(clean(text)) <= set(SEPA_SIGNS)
    assert clean(clean(text)) == clean(text)


def test_remittance_that_grows_in_cleaning_is_cut() -> None:
    """Text that fits before its letters are replaced is cut at 140 after it."""
    assert texts(payment_file(transfer(remittance="ß" * 140)), "Ustrd") == ["s" * 140]


def test_long_name_is_cut() -> None:
    """A name longer than 70 is cut, because the bank knows the account by its IBAN."""
    assert texts(payment_file(transfer(creditor_name="Zorg" * 20)), "Nm")[-1] == ("Zorg" * 20)[:70]


@pytest.mark.parametrize(
    ("iban", "field"),
    [
        ({"creditor_iban": "NL90ABNA0111111111"}, "transfers[0].creditor_iban"),
        ({"creditor_iban": ""}, "transfers[0].creditor_iban"),
        ({"creditor_iban": "NL91ABNA041716430"}, "transfers[0].creditor_iban"),
        ({}, "debtor.iban"),
    ],
)
def test_iban_must_pass_mod_97(iban: dict[str, str], field: str) -> None:
    """A schema-valid IBAN with a wrong remainder is refused at its field, and the number is not repeated."""
    with pytest.raises(IbanInvalid) as caught:
        payment_file(transfer(**iban), debtor=TOWN if iban else Debtor("Gemeente", "NL90ABNA0111111111"))
    assert caught.value.field == field
    assert "ABNA" not in str(caught.value) and isinstance(caught.value, ValueError)


def test_account_numbers_stay_out_of_reprs() -> None:
    """What may be logged by accident shows no account number."""
    statement = read_statement(
        statement_file("S-1", NOON, OWN, 0, [Booking(1, PAYDAY, "A", OTHER, "R", False)])
    )
    assert not any(number in repr((TOWN, transfer(), statement)) for number in (OWN, OTHER))


def test_iban_is_written_without_spaces() -> None:
    """An IBAN as printed on paper goes out in its electronic form."""
    assert texts(payment_file(transfer(creditor_iban="nl20 ingb 0001 2345 67")), "IBAN") == [OWN, OTHER]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"amount_cents": 0}, "payment-amount", "amount_cents"),
        ({"amount_cents": MAX_AMOUNT_CENTS + 1}, "payment-amount", "amount_cents"),
        ({"end_to_end_id": ""}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "x" * 36}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "A_B"}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "A\n"}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "/A"}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "A/"}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "A//B"}, "identifier", "end_to_end_id"),
        ({"end_to_end_id": "A "}, "identifier", "end_to_end_id"),
        ({"remittance": "x" * 141}, "remittance", "remittance"),
        ({"creditor_name": " "}, "name", "creditor_name"),
        ({"creditor_name": "日本"}, "name", "creditor_name"),
    ],
)
def test_transfer_outside_the_limits_is_refused(changes: dict[str, object], code: str, field: str) -> None:
    """What the bank would refuse is refused here, with the place and the reason in two languages."""
    with pytest.raises(TransferInvalid) as caught:
        payment_file(transfer(end_to_end_id="FIRST"), transfer(**changes))
    assert (caught.value.code, caught.value.field) == (code, f"transfers[1].{field}")
    assert caught.value.render("nl") != caught.value.render("en")


def test_repeated_end_to_end_id_is_refused() -> None:
    """Two transfers with one key could not be told apart on the statement."""
    with pytest.raises(TransferInvalid) as caught:
        payment_file(transfer(), transfer(amount_cents=1))
    assert (caught.value.code, caught.value.field) == ("twice", "transfers[1].end_to_end_id")


def test_empty_batch_and_bad_message_id_are_refused() -> None:
    """A file without a payment, or with an id that a bank does not take, is not made."""
    with pytest.raises(TransferInvalid) as nothing:
        payment_file()
    with pytest.raises(TransferInvalid) as bad_id:
        payment_file(transfer(), message_id="x" * 36)
    assert (nothing.value.code, bad_id.value.code) == ("empty", "identifier")


# --- statements coming in


@needs_reference
@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("dutch-sepa-iso20022_camt.053.001.02.xml", [(50_000_000, 43_567_850, "SEK", 3)]),
        ("newinnovations_example-camt053-a.xml", [(20_369, 66_169, "EUR", 7), (185_913, 166_087, "EUR", 4)]),
    ],
)
def test_samples_of_banks_read(sample: str, expected: list[tuple[int, int, str, int]]) -> None:
    """The sample statements read with their balances and entries, several accounts in one file too."""
    found = read_statements((SEPA / "camt053" / sample).read_bytes())
    assert [
        (one.opening_cents, one.closing_cents, one.currency, len(one.booked)) for one in found
    ] == expected
    assert all(
        one.opening_cents + sum(b.amount_cents for b in one.booked) == one.closing_cents for one in found
    )


@needs_reference
def test_sample_of_version_08_reads_once_its_closing_balance_is_mended() -> None:
    """The .08 sample closes 27.00 EUR at minus 27.00 SEK: refused as it stands, read when put right."""
    data = (SEPA / "camt053" / "genkgo_camt053.v8.xml").read_bytes()
    assert fault_of(data).code == "currency"
    in_euros = data.replace(b'<Amt Ccy="SEK">27.00</Amt>', b'<Amt Ccy="EUR">27.00</Amt>')
    assert fault_of(in_euros).code == "balance"
    head, tail = in_euros.split(b'<Amt Ccy="EUR">27.00</Amt>')
    mended = head + b'<Amt Ccy="EUR">27.00</Amt>' + tail.replace(b"DBIT", b"CRDT", 1)
    assert read_statement(mended).booked == (
        Booking(
            885,
            date(2014, 12, 31),
            "MUELL/FINP/RA12345",
            "NL56AGDH9619008421",
            "AAAASESS-FP-CN_98765/01",
            False,
        ),
    )


@needs_reference
def test_statement_that_does_not_add_up_is_refused() -> None:
    """1000.00 less 50.00 is not 900.00, and the reason says so in both languages."""
    fault = fault_of((SEPA / "negative" / "newinnovations_error-camt053.xml").read_bytes())
    assert fault.code == "balance"
    assert fault.render("nl") == (
        "Stmt[1]: beginsaldo 1000.00 en boekingen -50.00 geven 950.00; het eindsaldo is 900.00."
    )
    assert fault.render("en") == (
        "Stmt[1]: opening 1000.00 and entries -50.00 give 950.00; the closing balance is 900.00."
    )


@pytest.mark.parametrize("opening", ["OPBD", "PRCD"])
@pytest.mark.parametrize(("version", "status"), [("02", "BOOK"), ("04", "BOOK"), ("08", "<Cd>BOOK</Cd>")])
def test_three_versions_and_both_opening_codes_read(version: str, status: str, opening: str) -> None:
    """Versions 02, 04 and 08 read alike, from an opening or a previous closing balance."""
    statement = read_statement(camt(entry(status=status), version=version, opening=opening))
    assert (statement.iban, statement.opening_cents, statement.closing_cents) == (OWN, 10_000, 11_000)
    assert statement.booked == (Booking(1_000, PAYDAY, None, None, "1", False),)


def test_only_booked_entries_count() -> None:
    """Pending and informational entries are left out of the bookings and of the sum."""
    inside = entry() + entry("5.00", status="<Cd>PDNG</Cd>") + entry("7.00", "DBIT", status="<Cd>INFO</Cd>")
    assert [one.amount_cents for one in read_statement(camt(inside)).booked] == [1_000]


def part(amount: str, end_to_end_id: str, direction: str = "CRDT", iban: str = OTHER) -> str:
    """One transaction of a batch entry as XML."""
    return (
        f'<TxDtls><Refs><EndToEndId>{end_to_end_id}</EndToEndId></Refs><Amt Ccy="EUR">{amount}</Amt>'
        f"<CdtDbtInd>{direction}</CdtDbtInd>"
        f"<RltdPties><DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct></RltdPties></TxDtls>"
    )


def test_batch_becomes_its_transactions() -> None:
    """A batch entry gives one booking for each transaction, each with its own reference and direction."""
    details = f"<NtryDtls>{part('12.50', 'A')}{part('2.50', 'B', 'DBIT')}</NtryDtls>"
    statement = read_statement(camt(entry(rest=f"<AcctSvcrRef>R</AcctSvcrRef>{details}")))
    assert [(b.amount_cents, b.end_to_end_id, b.reference) for b in statement.booked] == [
        (1_250, "A", "R/1"),
        (-250, "B", "R/2"),
    ]


@pytest.mark.parametrize("parts", [part("6.00", "A") + part("3.99", "B"), part("9.99", "A")])
def test_transactions_must_add_up_to_their_entry(parts: str) -> None:
    """A batch whose transactions differ from the entry by a cent is refused, although the balances agree."""
    fault = fault_of(camt(entry(rest=f"<NtryDtls>{parts}</NtryDtls>")))
    assert (fault.code, fault.facts["found"], fault.facts["stated"]) == ("parts", "9.99", "10.00")


def test_batch_with_a_transaction_without_amount_is_refused() -> None:
    """What a batch holds cannot be guessed."""
    details = (
        f"<NtryDtls>{part('10.00', 'A')}<TxDtls><Refs><EndToEndId>B</EndToEndId></Refs></TxDtls></NtryDtls>"
    )
    fault = fault_of(camt(entry(rest=details)))
    assert (fault.code, fault.field) == ("missing", "Stmt[1]/Ntry[1]/TxDtls[2]/Amt[EUR]")


def test_version_02_transactions_take_their_amount_from_the_details() -> None:
    """Version 02 has no amount at the transaction; that of its details stands in, booked or instructed."""
    one = '<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">4.00</Amt></TxAmt></AmtDtls></TxDtls>'
    two = '<TxDtls><AmtDtls><InstdAmt><Amt Ccy="EUR">6.00</Amt></InstdAmt></AmtDtls></TxDtls>'
    inside = entry(status="BOOK", rest=f"<NtryDtls>{one}{two}</NtryDtls>")
    assert [b.amount_cents for b in read_statement(camt(inside, version="02")).booked] == [400, 600]


def test_returned_payment_keeps_its_parties_and_direction() -> None:
    """A returned transfer is a credit, marked as reversal; its counterparty is the payee of the payment."""
    parties = (
        f"<RltdPties><DbtrAcct><Id><IBAN>{OWN}</IBAN></Id></DbtrAcct>"
        f"<CdtrAcct><Id><IBAN>{OTHER}</IBAN></Id></CdtrAcct></RltdPties>"
    )
    by_indicator = (
        entry()
        .replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
        .replace("</Ntry>", f"<NtryDtls><TxDtls>{parties}</TxDtls></NtryDtls></Ntry>")
    )
    by_reason = entry(
        rest=f"<NtryDtls><TxDtls>{parties}<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>"
    )
    for inside in (by_indicator, by_reason):
        (booking,) = read_statement(camt(inside)).booked
        assert (booking.amount_cents, booking.reversal, booking.counterparty_iban) == (1_000, True, OTHER)


@pytest.mark.parametrize(
    ("direction", "reversal", "expected"),
    [("CRDT", "false", OTHER), ("DBIT", "false", THIRD), ("CRDT", "true", THIRD), ("DBIT", "true", OTHER)],
)
def test_counterparty_follows_the_direction(direction: str, reversal: str, expected: str) -> None:
    """Who paid is the counterparty of a credit, who was paid that of a debit; a reversal turns this round."""
    details = (
        f"<NtryDtls><TxDtls><RltdPties><DbtrAcct><Id><IBAN>{OTHER}</IBAN></Id></DbtrAcct>"
        f"<CdtrAcct><Id><IBAN>{THIRD}</IBAN></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls>"
    )
    inside = entry(direction=direction, rest=details).replace("<Sts>", f"<RvslInd>{reversal}</RvslInd><Sts>")
    statement = read_statement(camt(inside, closing="110.00" if direction == "CRDT" else "90.00"))
    assert statement.booked[0].counterparty_iban == expected


def test_own_account_is_no_counterparty() -> None:
    """Where a bank turns the roles, the account that is not ours is the counterparty; ours alone is none."""
    turned = part("10.00", "A", iban=OWN).replace(
        "</RltdPties>", f"<CdtrAcct><Id><IBAN>{OTHER}</IBAN></Id></CdtrAcct></RltdPties>"
    )
    for details, expected in ((turned, OTHER), (part("10.00", "A", iban=OWN), None)):
        (booking,) = read_statement(camt(entry(rest=f"<NtryDtls>{details}</NtryDtls>"))).booked
        assert booking.counterparty_iban == expected


def test_repeated_reference_gets_its_position() -> None:
    """References are unique within a statement, so that statement and reference name a booking once."""
    same = "<AcctSvcrRef>R</AcctSvcrRef>"
    statement = read_statement(camt(entry(rest=same) + entry(rest=same), closing="120.00"))
    assert [b.reference for b in statement.booked] == ["R", "R#2"]


def test_not_provided_is_no_end_to_end_id() -> None:
    """The word NOTPROVIDED, by which banks fill the field, is no key to match on."""
    details = f"<NtryDtls>{part('10.00', 'NOTPROVIDED')}</NtryDtls>"
    assert read_statement(camt(entry(rest=details))).booked[0].end_to_end_id is None


def test_instant_counts_as_a_day_in_amsterdam() -> None:
    """An entry booked at 23:30 UTC on New Year's Eve belongs to the new year."""
    inside = entry().replace("<Dt>2026-10-02</Dt>", "<DtTm>2026-12-31T23:30:00.123456789Z</DtTm>")
    assert read_statement(camt(inside)).booked[0].booked_on == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        (camt(entry("10.001")), "amount", "Stmt[1]/Ntry[1]/Amt"),
        (camt(entry("1e1")), "amount", "Stmt[1]/Ntry[1]/Amt"),
        (camt(entry("-10.00")), "amount", "Stmt[1]/Ntry[1]/Amt"),
        (camt(entry("")), "amount", "Stmt[1]/Ntry[1]/Amt"),
        (camt(entry("9" * 18)), "amount", "Stmt[1]/Ntry[1]/Amt"),
        (camt(entry(direction="BOTH")), "direction", "Stmt[1]/Ntry[1]/CdtDbtInd"),
        (camt(entry(status="")), "missing", "Stmt[1]/Ntry[1]/Sts"),
        (camt(entry().replace("2026-10-02", "2026-02-30")), "date", "Stmt[1]/Ntry[1]/BookgDt"),
        (camt(entry().replace("2026-10-02", "")), "missing", "Stmt[1]/Ntry[1]/BookgDt"),
        (camt(entry().replace("EUR", "USD")), "currency", "Stmt[1]/Ntry[1]/Amt"),
        (camt(entry(), closing="110.01"), "balance", "Stmt[1]"),
        (camt(entry(), opening="ITBD"), "missing", "Stmt[1]/Bal[OPBD]"),
        (camt(entry() + balance("CLBD", "110.00")), "twice", "Stmt[1]/Bal[CLBD]"),
        (camt(entry()).replace(b"<Id>S1</Id>", b""), "missing", "Stmt[1]/Id"),
        (camt(entry(), version="03"), "version", "Document"),
        (b"<Document/>", "version", "Document"),
        (b"", "not-xml", "Document"),
        (b"MT940", "not-xml", "Document"),
        (camt(entry()) + b"\xff", "not-xml", "Document"),
    ],
)
def test_statement_with_a_fault_is_refused_at_its_place(data: bytes, code: str, field: str) -> None:
    """Each fault is named with its place, in Dutch and in English."""
    fault = fault_of(data)
    assert (fault.code, fault.field) == (code, field)
    assert fault.render("nl") != fault.render("en")
    assert "…" not in fault.render("nl") + fault.render("en")


def test_several_statements_are_not_taken_for_one() -> None:
    """Reading one statement out of a file with two would lose the second."""
    data = camt(entry())
    inner = data[data.index(b"<Stmt>") : data.index(b"</BkToCstmrStmt>")]
    double = data.replace(inner, inner + inner)
    assert fault_of(double).code == "several"
    assert len(read_statements(double)) == 2


# --- hostile files


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<!DOCTYPE d SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_document_type_is_refused(head: str) -> None:
    """Entity bombs, external entities and external document types are refused before they are parsed."""
    assert fault_of(camt(entry(), head=head)).code == "document-type"


def test_document_type_is_refused_before_parsing() -> None:
    """A broken file with a document type is refused for the document type: the parser has not seen it."""
    assert fault_of(camt(entry(), head=BOMB)[:-20]).code == "document-type"


def test_statement_must_be_utf_8() -> None:
    """A statement in another encoding is not read, also when it holds nothing else that is wrong."""
    assert fault_of(camt(entry()).decode().replace("UTF-8", "UTF-16").encode("utf-16")).code == "not-xml"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-7", "cp037"])
def test_another_encoding_does_not_hide_a_document_type(encoding: str) -> None:
    """A document type in an encoding that hides its letters does not get through."""
    text = camt(entry(), head=BOMB).decode().replace("UTF-8", encoding)
    assert fault_of(text.encode(encoding)).code in ("not-xml", "document-type")


def test_comment_does_not_cut_an_amount() -> None:
    """A comment inside an amount does not change what is read."""
    assert read_statement(camt(entry("1<!-- -->0.00"))).booked[0].amount_cents == 1_000


def test_too_large_a_file_is_refused_unparsed() -> None:
    """More than 20 MB, or more elements than a statement of that size has, is not parsed."""
    assert fault_of(b"<" + b" " * MAX_STATEMENT_BYTES).code == "too-large"
    assert fault_of(camt("<a/>" * 2_500_000)).code == "too-large"


def test_deep_nesting_is_refused() -> None:
    """The parser's own limit on depth stays on."""
    assert fault_of(camt("<a>" * 500 + "</a>" * 500)).code == "not-xml"


# --- playing the bank

ids = st.text(SEPA_SIGNS, min_size=1, max_size=35).filter(
    lambda text: text == text.strip(" /") and "//" not in text and text != "NOTPROVIDED"
)
ibans = st.builds(
    nl_iban, st.sampled_from(["ABNA", "INGB", "RABO", "BNGH"]), st.integers(0, 9_999_999_999)
).filter(lambda iban: iban != OWN)
names = st.text(max_size=90).map(lambda text: f"Z{text}")
transfer_lists = st.lists(
    st.builds(Transfer, ids, st.integers(1, MAX_AMOUNT_CENTS), names, ibans, st.text(max_size=140)),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.end_to_end_id,
)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
booking_lists = st.lists(
    st.builds(
        Booking,
        st.integers(-MAX_AMOUNT_CENTS, MAX_AMOUNT_CENTS).filter(bool),
        days,
        st.none() | ids,
        st.none() | ibans,
        ids,
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.reference,
)


def bank_executes(data: bytes) -> list[Booking]:
    """What a bank books for a payment file: a debit for each transfer, with its key and payee."""
    payments = list(etree.fromstring(data).iter("{*}CdtTrfTxInf"))
    return [
        Booking(
            -int(node.findtext(".//{*}InstdAmt", "").replace(".", "")),
            PAYDAY,
            node.findtext(".//{*}EndToEndId"),
            node.findtext(".//{*}IBAN"),
            str(number),
            False,
        )
        for number, node in enumerate(payments, 1)
    ]


@settings(max_examples=60, deadline=None)
@given(transfer_lists, st.integers(-(10**13), 10**13))
def test_every_payment_comes_back_on_the_statement(transfers: list[Transfer], opening_cents: int) -> None:
    """Payment file, bank, statement, read: every key returns with its amount and account, none is lost."""
    bookings = bank_executes(payment_file(*transfers))
    statement = read_statement(statement_file("S-1", NOON, OWN, opening_cents, bookings))
    assert [(b.end_to_end_id, -b.amount_cents, b.counterparty_iban) for b in statement.booked] == [
        (one.end_to_end_id, one.amount_cents, one.creditor_iban) for one in transfers
    ]
    assert statement.closing_cents == opening_cents - sum(one.amount_cents for one in transfers)


@settings(max_examples=60, deadline=None)
@given(booking_lists, st.integers(-(10**13), 10**13))
def test_statement_reads_back_as_written(bookings: list[Booking], opening_cents: int) -> None:
    """A statement that was written reads back as the same bookings, credits, debits and reversals alike."""
    statement = read_statement(statement_file("S-1", NOON, OWN, opening_cents, bookings))
    assert statement.booked == tuple(bookings)
    assert (statement.id, statement.iban, statement.opening_cents) == ("S-1", OWN, opening_cents)


@needs_reference
@settings(max_examples=30, deadline=None)
@given(transfer_lists, booking_lists)
def test_written_files_are_valid_against_the_schemas(
    transfers: list[Transfer], bookings: list[Booking]
) -> None:
    """Whatever is accepted gives a schema-valid payment file and a schema-valid statement."""
    schema("pain.001.001.09").assertValid(etree.fromstring(payment_file(*transfers)))
    data = statement_file("S-1", NOON, OWN, 0, bookings)
    schema("camt.053.001.08").assertValid(etree.fromstring(data))


@pytest.mark.parametrize(
    ("cents", "reversal", "role", "family"),
    [
        (-1, False, "CdtrAcct", ["ICDT", "ESCT"]),
        (1, False, "DbtrAcct", ["RCDT", "ESCT"]),
        (1, True, "CdtrAcct", ["ICDT", "RRTN"]),
        (-1, True, "DbtrAcct", ["RCDT", "RRTN"]),
    ],
)
def test_statement_file_names_roles_as_banks_do(
    cents: int, reversal: bool, role: str, family: list[str]
) -> None:
    """The parties of a returned payment keep their roles, and the bank transaction code says what it was."""
    data = statement_file("S-1", NOON, OWN, 0, [Booking(cents, PAYDAY, "A", OTHER, "R1", reversal)])
    root = etree.fromstring(data)
    assert [node.findtext(".//{*}IBAN") for node in root.iter(f"{{*}}{role}")] == [OTHER]
    assert [node.text for fmly in root.iter("{*}Fmly") for node in fmly] == family


def test_statement_file_refuses_what_no_bank_sends() -> None:
    """A repeated reference, an odd identifier and a wrong IBAN are refused; equal input gives equal bytes."""
    booking = Booking(100, PAYDAY, None, OTHER, "R1", False)
    with pytest.raises(StatementInvalid) as twice:
        statement_file("S-1", NOON, OWN, 0, [booking, booking])
    assert (twice.value.code, twice.value.field) == ("twice", "bookings[1].reference")
    with pytest.raises(StatementInvalid):
        statement_file("S_1", NOON, OWN, 0, [booking])
    with pytest.raises(IbanInvalid):
        statement_file("S-1", NOON, "NL00ABNA0417164300", 0, [booking])
    assert statement_file("S-1", NOON, OWN, 0, [booking]) == statement_file("S-1", NOON, OWN, 0, [booking])
