"""The contract year of Alphen aan den Rijn, lived over HTTP through four services in processes of their own."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
import pytest_asyncio
from lxml import etree

from deploy.demo import statement, summary
from deploy.demo.inputs import FOLDER, Inputs
from deploy.postgres import Cluster
from deploy.processes import wait_until
from deploy.settings import DEFAULT_PORTS, ROOT, SERVICES, port_variable
from deploy.supervisor import House
from shared.values import CALENDAR
from shared.values.suppression import DEFAULT_LIMIT, publish
from shared.values.terms import ReferralState, Verdict
from tests.journeys.playing import Played, accidents, played, processes_of, running, without_seconds

pytestmark = pytest.mark.xdist_group("year")

FIRST_HALF = [55416667, 55416666, 55416667, 55416667, 55416666, 55416667]
REFUSALS = [
    ("activate-incomplete-contract", 409, "contract-incomplete", "R-C01"),
    ("draft-subsidy-with-retention", 409, "subsidy-consequence", "R-C09"),
    ("decide-without-mandate", 409, "mandate-missing", "R-A03"),
    ("decide-with-retroactive-start", 409, "start-before-decision", "R-A06"),
    ("refuse-referral", 200, None, "R-A36"),
    ("amend-without-reason", 409, "amendment-reason-missing", "R-C07"),
    ("release-too-early", 409, "retention-conditions-open", "R-S03"),
    ("release-twice", 409, "retention-already-released", "R-S03"),
]


@pytest_asyncio.fixture(scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house for the years of this file."""
    async with running(tmp_path_factory.mktemp("year")) as found:
        yield found


@dataclass(frozen=True)
class Disturbed:
    """A year in which services were killed: what it left, which died when, and which the house started again."""

    year: Played
    seed: int
    killed: dict[date, str]
    restarted: frozenset[str]


@pytest_asyncio.fixture(scope="module")
async def disturbed(house: House) -> Disturbed:
    """The year, with each of the four services killed on a day drawn by lot, and every write sent twice.

    JOURNEY_SEED draws another lot.
    """
    seed = int(os.environ.get("JOURNEY_SEED", "20261122"))
    each_day, killed = accidents(house, seed)
    before = dict(house.restarts)
    year = await played(house, repeat=True, each_day=each_day)
    restarted = {name for name, count in house.restarts.items() if count > before.get(name, 0)}
    return Disturbed(year, seed, killed, frozenset(restarted))


@pytest.fixture(scope="module")
def year(disturbed: Disturbed) -> Played:
    """What the year left: the same as an undisturbed one, see the last test."""
    return disturbed.year


@pytest.mark.rule("R-S01")
@pytest.mark.rule("R-S02")
@pytest.mark.rule("R-S05")
@pytest.mark.rule("R-S03")
def test_the_year_pays_to_the_cent(year: Played) -> None:
    """Six instalments of the first amount, six of the amended one, the retention released and paid, books balanced."""
    figures = year.figures
    assert figures["instalmentsCents"] == FIRST_HALF + [57000000] * 6
    assert figures["retentionCents"] == figures["releasedCents"] == 35500000
    assert figures["paidCents"] == sum(figures["instalmentsCents"]) + 35500000 == 710000000
    assert figures["ledgerSumCents"] == 0 and figures["openRetentionCents"] == 0


def test_the_registrations_and_the_access_of_the_year(year: Played) -> None:
    """120 requests end in 90 referrals and 30 decisions; 40 measurements enter and 5 lines come back."""
    figures = year.figures
    assert (figures["referrals"], figures["decisions"], len(year.lived.results.requests)) == (90, 30, 120)
    assert (figures["measurementsAccepted"], figures["measurementsRejected"]) == (40, 5)


@pytest.mark.rule("R-C01")
@pytest.mark.rule("R-C07")
@pytest.mark.rule("R-C09")
@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-A06")
@pytest.mark.rule("R-A36")
def test_every_refusal_of_the_year_is_seen(year: Played) -> None:
    """Each names its step, the status, the page of the problem and the rule."""
    found = [(one["step"], one["status"], one["type"], one["rule"]) for one in year.figures["refusals"]]
    pages = [
        (step, status, code and f"/v1/problem-types/{code}", rule) for step, status, code, rule in REFUSALS
    ]
    assert found == pages


@pytest.mark.rule("R-X01")
def test_settlement_plans_what_contracts_agreed(year: Played) -> None:
    """From contracts to settlement by the feed: amount, advance and instalments, first as agreed, then as amended."""
    results = year.lived.results
    first, last, contract = results.first_plan.subject, results.plan, results.contract
    assert first.annual_amount_cents == 700000000 and first.retention_cents == 35000000
    assert [one.amount_cents for one in first.instalments] == FIRST_HALF * 2
    assert last.annual_amount_cents == contract.yearly_funding[0].annual_amount_cents == 710000000
    assert (last.contract_version, last.payee) == (contract.version, contract.payee)
    assert year.figures["eventsApplied"]["settlement<-contracts"] == 2
    assert {step.rule for step in results.schedule.nl.steps} >= {"R-S05"}
    assert {step.rule for step in results.first_plan.en.steps} >= {"R-S01", "R-S02"}


@pytest.mark.rule("R-X02")
@pytest.mark.rule("R-O28")
def test_the_release_rests_on_the_verdict_and_the_audit_of_outcomes(year: Played) -> None:
    """From outcomes to settlement by a question: the retention names the verdict, its version and the audit statement."""
    held, verdict = year.lived.results.held, year.lived.results.verdict
    assert verdict.verdict is Verdict.MET and verdict.audit_complete and not verdict.audit_gaps
    assert (held.verdict_id, held.verdict_version) == (verdict.id, verdict.version)
    assert held.audit_statement_id == verdict.audit_statement_id is not None


@pytest.mark.rule("R-X03")
def test_settlement_knows_the_support_that_access_granted(year: Played) -> None:
    """From access to settlement by the feed: 30 allocations by decision and 90 accepted referrals, with their providers."""
    results = year.lived.results
    granted = Counter((one.provider, one.allocation_number) for one in results.decisions)
    accepted = Counter(one.provider for one in results.referrals if one.state is ReferralState.ACCEPTED)
    known = [one for one in results.allocations if one.kind == "decision"]
    assert (
        Counter((one.provider, one.allocation_number) for one in known) == granted and granted.total() == 30
    )
    referred = Counter(one.provider for one in results.allocations if one.kind == "referral")
    assert referred == accepted and accepted.total() == 90


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-O06")
def test_outcomes_counts_the_waiting_times_of_access(year: Played) -> None:
    """From access to outcomes by the feed: per quarter the share within five working days, as the inputs themselves say."""
    counted: Counter[int] = Counter()
    within: Counter[int] = Counter()
    for one in {one.reference: one for one in Inputs(0).attempts}.values():
        quarter = (one.contact_on.month + 2) // 3
        counted[quarter] += 1
        within[quarter] += CALENDAR.working_days_between(one.contact_on, one.first_talk_on) <= 5
    results = year.lived.results
    for number, (found, waits) in enumerate(zip(results.waiting, results.waits, strict=True), 1):
        shown = publish((within[number], counted[number] - within[number]), DEFAULT_LIMIT)
        assert (found.counted, found.within) == (shown.total, shown.parts[0]), found.quarter
        assert found.suppressed == shown.suppressed
        assert [one.within_norm for one in waits].count(True) == within[number]
        assert len(waits) == counted[number]


@pytest.mark.rule("F-08")
def test_the_statement_shows_no_small_numbers(year: Played) -> None:
    """Where few waited longer than the norm, the page has a dash for them and for what would give them back."""
    told = statement.page(year.lived.results)
    for one in year.lived.results.waiting:
        cells = f'<th scope="row">{one.quarter}</th><td class="n">{one.counted}</td><td class="n">–</td><td class="n">–</td>'
        assert one.within is not None or cells in told
    assert "11 inwoners wachtten langer dan de norm" in told


@pytest.mark.rule("R-X09")
@pytest.mark.rule("R-O21")
def test_outcomes_measures_what_contracts_agreed(year: Played) -> None:
    """From contracts to outcomes by the feed: ten indicators with norm, operator, basis, year rule and source."""
    results = year.lived.results
    names = (
        "number",
        "code",
        "name",
        "unit",
        "lowest",
        "highest",
        "source",
        "verdict_basis",
        "year_rule",
        "norm_invented",
    )
    agreed = [[getattr(one, name) for name in names] for one in results.contract.agreements]
    assert [[getattr(one, name) for name in names] for one in results.indicators] == agreed and len(
        agreed
    ) == 10
    norms = [(one.norms[-1].norm, one.norms[-1].operator) for one in results.indicators]
    assert norms == [(one.norm, one.operator) for one in results.contract.agreements]
    # The population, the contract, its amendment.
    assert year.figures["eventsApplied"]["outcomes<-contracts"] == 3


@pytest.mark.rule("R-O05")
def test_a_quarter_below_the_norm_is_seen_and_the_year_is_met(year: Played) -> None:
    """All ten agreements are met for the year, while some quarters were not: the year rule decides."""
    verdict = year.lived.results.verdict
    assert len(verdict.quarters) == 40 and len(verdict.years) == 10
    assert {one.verdict for one in verdict.years} == {Verdict.MET}
    below = {(one.indicator, one.quarter) for one in verdict.quarters if one.verdict is Verdict.NOT_MET}
    assert ("self-reliance", "2026-Q1") in below and ("general-provisions", "2026-Q3") in below


def test_bad_lines_come_back_with_line_field_and_reason(year: Played) -> None:
    """The number is that of the line in the sender's file, the field is the wrong one, and the reason is a sentence."""
    first, second, mended, third, fourth = year.lived.results.batches
    assert [one.accepted for one in (first, second, mended, third, fourth)] == [10, 9, 1, 10, 10]
    for batch, quarter, wrong in (
        (
            second,
            "Q2",
            {"happiness": "indicator", "client-satisfaction": "value", "participation-doubled": "value"},
        ),
        (third, "Q3", {"quarter": "quarter", "source": "source"}),
    ):
        lines = list(csv.DictReader((FOLDER / f"measurements-2026-{quarter}.csv").read_text().splitlines()))
        names = [line["externalReference"].removeprefix(f"2026-{quarter}/") for line in lines]
        expected = {(number, wrong[name]) for number, name in enumerate(names, 2) if name in wrong}
        found = {(one.line, (one.location or "").removeprefix("#/")) for one in batch.errors}
        assert found == expected and all(one.detail and one.code for one in batch.errors)


def test_repeating_every_write_doubles_nothing(year: Played) -> None:
    """The same keys once more: over four hundred writes are answered from the logbook, and no count or sum has moved."""
    assert year.lived.repeated > 400


def test_every_payment_file_adds_up(year: Played) -> None:
    """A file a month and one for the retention; their sums are what was paid."""
    sums = {}
    for name, content in year.lived.payments.items():
        root = etree.fromstring(content)
        assert etree.QName(root).namespace == "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
        amounts = [Decimal(one.text) for one in root.iter("{*}InstdAmt")]
        assert sum(amounts) == Decimal(root.find(".//{*}GrpHdr/{*}CtrlSum").text)
        sums[name] = int(sum(amounts) * 100)
    months = [sums[f"2026-{month:02}.xml"] for month in range(1, 13)]
    assert months == year.figures["instalmentsCents"]
    assert sums["2027-03-inhouding.xml"] == year.figures["releasedCents"]


class _Page(HTMLParser):
    """What a browser would fetch, and which elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        self.fetched += [
            value or "" for name, value in attrs if name in ("src", "href", "srcset", "data", "action")
        ]


def test_the_statement_stands_by_itself(year: Played) -> None:
    """One Dutch page with a described picture, tables with headings, all amounts, and nothing from elsewhere."""
    page, parser = statement.page(year.lived.results), _Page()
    parser.feed(page)
    assert not parser.fetched and not parser.seen["script"] and "@import" not in page and "http" not in page
    assert '<html lang="nl">' in page and parser.seen["svg"] == parser.seen["desc"] == 1
    assert parser.seen["table"] == parser.seen["caption"] == 3
    for told in (
        "€ 7.100.000,00",
        "€ 355.000,00",
        "€ 554.166,67",
        "€ 570.000,00",
        "acceptatieplicht",
        "niet gehaald",
    ):
        assert told in page.replace("\u00a0", " "), told


def test_the_results_are_written_as_a_whole(year: Played, tmp_path: Path) -> None:
    """The folder appears with all files at once, replaces an earlier result, and never something else."""
    out = tmp_path / "demo"
    for seconds in (1.0, 2.0):
        summary.write(out, year.lived, summary.summary(year.lived, seconds))
    assert json.loads((out / "summary.json").read_text())["seconds"] == 2.0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo"]
    assert {path.name for path in out.iterdir()} == {
        "summary.json",
        "settlement.json",
        "statement.html",
        "payments",
    }
    told = json.loads((out / "settlement.json").read_text())
    assert len(told["schedule"]["subject"]["instalments"]) == 12
    assert told["schedule"]["derivation"]["nl"] != told["schedule"]["derivation"]["en"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(Exception, match="--out"):
        summary.write(other, year.lived, {})
    assert (other / "thesis.txt").read_text() == "mine"


def test_a_killed_service_comes_back(disturbed: Disturbed) -> None:
    """Each of the four that was killed in the year was started again by the house."""
    assert disturbed.restarted >= set(disturbed.killed.values()) == set(SERVICES), disturbed


def test_ctrl_c_leaves_no_process_and_no_half_file_and_the_next_run_is_whole(
    disturbed: Disturbed, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The command is stopped in the middle of the year, then run again on the same state to its end, and kept up.

    Nobody is killed in it and nothing is sent twice: its summary is that of the year in which both happened.
    """
    state, out = tmp_path / "state", tmp_path / "out" / "demo"
    environment = os.environ | {"BEDOELING_STATE": str(state)}
    environment |= {port_variable(name): "0" for name in DEFAULT_PORTS}
    request.addfinalizer(lambda: Cluster(state / "postgres").remove())
    command = [sys.executable, "-m", "deploy", "demo", "--out", str(out)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    log = state / "logs" / "access.log"
    assert wait_until(lambda: log.exists() and log.read_text().count('"/requests"') >= 3, 120)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert wait_until(lambda: not processes_of(state), 60)
    assert not out.exists() and not any(out.parent.iterdir())
    process = subprocess.Popen(
        [*command, "--keep"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = ""
    while "Ctrl-C" not in told and (line := process.stdout.readline()):
        told += line
    figures = without_seconds(json.loads((out / "summary.json").read_text()))
    assert figures == disturbed.year.figures, (disturbed.seed, disturbed.killed)
    assert "€ 7.100.000,00" in told.replace("\u00a0", " ")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert wait_until(lambda: not processes_of(state), 60)
