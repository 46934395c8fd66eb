"""The statement of the year: one Dutch page that a controller can show an alderman, without anything from elsewhere."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from html import escape

from deploy.demo import picture
from deploy.demo.results import Results
from deploy.demo.words import OPERATORS, SIGNS, VERDICTS, day, euros, number, percentage
from shared.schemas.outcomes import Indicator, IndicatorVerdict
from shared.values.suppression import DEFAULT_LIMIT, is_small
from shared.values.terms import ReferralState, Verdict

_STYLE = """
:root { --ink: #1b2733; --blue: #01588a; --amber: #8f4a00; --green: #1e6b34; --red: #a3121f; --line: #c9d2da; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; }
p { margin: .3rem 0; } .quiet { color: #4a5a68; font-size: .9rem; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.2rem 0; }
.tiles div { flex: 1 1 12rem; border: 1px solid var(--line); border-top: 4px solid var(--blue); padding: .6rem .8rem; }
.tiles dt { font-size: .85rem; color: #4a5a68; } .tiles dd { margin: 0; font-size: 1.2rem; font-weight: 600; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: #4a5a68; padding-bottom: .3rem; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } thead th { border-bottom: 2px solid var(--ink); }
.met { color: var(--green); } .notMet { color: var(--red); } .notJudgeable { color: var(--amber); } td.year { font-weight: 600; }
svg { width: 100%; height: auto; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@page { size: A4; margin: 14mm; }
@media print { html { font-size: 9.5pt; } body { max-width: none; padding: 0; font-size: 1rem; } h2 { margin-top: 1.1rem; }
  .tiles div { flex-basis: 9rem; } th, td { padding: .15rem .4rem; } svg { max-height: 8.5cm; } .wide { overflow: visible; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } section, tr { break-inside: avoid; } }
"""


def page(results: Results) -> str:
    """The whole page as HTML."""
    contract, year = results.contract, results.plan.year
    title = f"Verantwoording {year} – {contract.name}"
    lead = results.names.get(contract.payee or "", "de penvoerder")
    parts = (
        f"<header><h1>{escape(title)}</h1>"
        f"<p>Contract {escape(contract.number)} met {escape(results.consortium.name)}, {len(contract.members)} aanbieders; de "
        f"betalingen gaan naar {escape(lead)}. "
        f"Looptijd {day(contract.start_date)} tot en met {day(contract.end_date)}.</p>"
        '<p class="quiet">De aanbieders, normen, scores en inwoners zijn verzonnen.</p></header>',
        _tiles(results),
        _money(results),
        _agreements(results),
        _care(results),
        _open_points(results),
        _instalments(results),
    )
    return (
        f'<!doctype html>\n<html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _tiles(results: Results) -> str:
    plan, held = results.plan, results.held
    released = f"{euros(held.released_cents)}" if held.released_cents else "nog niets"
    tiles = (
        ("Jaarbedrag", euros(plan.year_amount_cents)),
        ("Betaald in totaal", euros(results.paid_cents)),
        (f"Inhouding vrijgegeven op {day(held.released_on)}", released),
        ("Oordeel over de afspraken", VERDICTS[results.verdict.verdict]),
    )
    shown = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in tiles)
    return f'<dl class="tiles">{shown}</dl>'


def _money(results: Results) -> str:
    plan, changed, told = results.plan, None, []
    for amendment in results.amendments:
        if amendment.annual_amount_cents is not None:
            changed = amendment.effective_on.month
            told.append(
                f"Op {day(amendment.decided_on)} is het jaarbedrag met ingang van {day(amendment.effective_on)} "
                f"{euros(amendment.annual_amount_cents)} geworden: {escape(amendment.motivation)}"
            )
    held = results.held
    return (
        f"<section><h2>Wat is betaald en ingehouden</h2>{picture.payments(plan, held, changed)}"
        + "".join(f"<p>{one}</p>" for one in told)
        + f"<p>De inhouding van {euros(held.withheld_cents)} is vrijgegeven op {day(held.released_on)} en betaald op "
        f"{day(held.paid_on)}. Nog ingehouden: {euros(results.open_retention_cents)}.</p></section>"
    )


def _instalments(results: Results) -> str:
    plan, held = results.plan, results.held
    rows = "".join(
        f'<tr><td>{one.number}</td><td>{day(one.due_date)}</td><td class="n">{euros(one.amount_cents)}</td>'
        f'<td class="n">{euros(one.retained_cents)}</td><td>{day(one.paid_on)}</td></tr>'
        for one in plan.instalments
    )
    total = (
        f'<tr><th scope="row" colspan="2">Samen</th><td class="n">{euros(plan.advance_cents)}</td>'
        f'<td class="n">{euros(held.withheld_cents)}</td><td></td></tr>'
    )
    return (
        '<section><h2>De termijnen in cijfers</h2><div class="wide"><table><caption>Termijn en inhouding per maand</caption>'
        '<thead><tr><th scope="col">Nr.</th><th scope="col">Vervalt op</th><th scope="col" class="n">Termijn</th>'
        '<th scope="col" class="n">Ingehouden</th><th scope="col">Betaald op</th></tr></thead>'
        f"<tbody>{rows}</tbody><tfoot>{total}</tfoot></table></div></section>"
    )


def _agreements(results: Results) -> str:
    quarters = sorted({one.quarter for one in results.verdict.quarters if one.quarter is not None})
    head = "".join(f'<th scope="col" class="n">{quarter[-2:]}</th>' for quarter in quarters)
    by_key = {
        (one.indicator, one.quarter): one for one in (*results.verdict.quarters, *results.verdict.years)
    }
    rows = "".join(_agreement(one, quarters, by_key) for one in results.indicators)
    return (
        '<section><h2>De tien resultaatafspraken</h2><div class="wide"><table><caption>✓ gehaald, ✗ niet gehaald, ? niet te '
        "beoordelen; het jaar volgt uit de kwartalen volgens de jaarregel van de afspraak</caption><thead><tr>"
        f'<th scope="col">Afspraak</th><th scope="col">Norm</th>{head}<th scope="col" class="n">Jaar</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _agreement(
    indicator: Indicator, quarters: list[str], by_key: dict[tuple[str, str | None], IndicatorVerdict]
) -> str:
    norm = indicator.norms[-1]
    cells = "".join(_score(by_key.get((indicator.code, quarter)), "n") for quarter in quarters)
    return (
        f'<tr><th scope="row">{indicator.number}. {escape(indicator.name)}</th>'
        f"<td>{OPERATORS[norm.operator]} {number(norm.norm)} {escape(indicator.unit)}</td>"
        f"{cells}{_score(by_key.get((indicator.code, None)), 'n year')}</tr>"
    )


def _score(found: IndicatorVerdict | None, style: str) -> str:
    if found is None:
        return f'<td class="{style}">–</td>'
    shown = number(found.value) if found.value is not None or found.quarter is not None else "elk kwartaal"
    said = f'<span class="hidden">{VERDICTS[found.verdict]}</span>'
    return (
        f'<td class="{style}">{shown} <span class="{found.verdict.value}" aria-hidden="true">'
        f"{SIGNS[found.verdict]}</span>{said}</td>"
    )


def _care(results: Results) -> str:
    rows = "".join(
        f'<tr><th scope="row">{one.quarter}</th><td class="n">{_count(one.counted)}</td><td class="n">{_count(one.within)}</td>'
        f'<td class="n">{percentage(one.share_basis_points)}</td></tr>'
        for one in results.waiting
    )
    norm = results.contract.waiting_norm_days
    few = any(one.suppressed for one in results.waiting)
    hidden = (
        f"<p class='quiet'>–: te klein om te tonen, of eruit af te leiden (minder dan {DEFAULT_LIMIT}).</p>"
        if few
        else ""
    )
    return (
        f"<section><h2>Toegang en wachttijd</h2><p>{len(results.requests)} inwoners meldden zich. {results.referred} zijn verwezen "
        f"naar een algemene voorziening; voor {len(results.decisions)} is een maatwerkvoorziening toegekend.</p>"
        '<div class="wide"><table><caption>Van eerste contact tot eerste gesprek; '
        f'de norm is {norm} werkdagen</caption><thead><tr><th scope="col">Kwartaal</th><th scope="col" class="n">Gesproken</th>'
        '<th scope="col" class="n">Binnen de norm</th><th scope="col" class="n">Aandeel</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{hidden}</section>"
    )


def _count(count: int | None) -> str:
    return "–" if count is None else str(count)


def _open_points(results: Results) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in open_points(results))
    return f"<section><h2>Punten voor het gesprek</h2><ul>{items}</ul></section>"


def open_points(results: Results) -> list[str]:
    """What an alderman may ask about: breaches, waiting, quarters below the norm, lines that came back, what is due next."""
    points = []
    for one in results.referrals:
        if one.state is ReferralState.REFUSED and one.breach:
            who = results.names.get(one.provider, one.provider)
            points.append(
                f"{who} weigerde op {day(one.answered_on)} een verwezen inwoner ({one.refusal_reason}): een schending van de "
                f"acceptatieplicht, opgeschaald naar trede {one.escalation_level}."
            )
    if results.late:
        few = is_small(results.late, DEFAULT_LIMIT)
        who = f"Minder dan {DEFAULT_LIMIT}" if few else str(results.late)
        points.append(f"{who} inwoners wachtten langer dan de norm op hun eerste gesprek.")
    below = [one for one in results.verdict.quarters if one.verdict is not Verdict.MET]
    codes = {one.indicator for one in below}
    names = [one.name for one in results.indicators if one.code in codes]
    if below:
        points.append(
            f"{len(below)} kwartaalscores haalden de norm niet, al zijn de afspraken over het jaar "
            f"{VERDICTS[results.verdict.verdict]}: {', '.join(names)}."
        )
    rejected = sum(one.rejected for one in results.batches)
    if rejected:
        points.append(f"{rejected} regels met metingen kwamen terug om te herstellen.")
    if any(one.norm_invented for one in results.indicators):
        points.append("De normen zijn verzonnen: de bron van dit contract noemt er geen.")
    check, year = results.contract.yearly_check, results.plan.year + 1
    if check is not None:
        on = date(year, check.month, min(check.day, monthrange(year, check.month)[1]))
        points.append(f"De volgende jaarlijkse toets van het budget is op {day(on)}.")
    if results.contract.evaluation_date is not None:
        points.append(
            f"De evaluatie van het contract is verschuldigd op {day(results.contract.evaluation_date)}."
        )
    return points
