"""Writes docs/rights.md from the services' matrices, or says whether it is up to date."""

from __future__ import annotations

import argparse
import difflib
import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from deploy.settings import SERVICES
from shared.kit.openapi import public_path
from shared.kit.rights import COMMON, NEVER_GRANTED, OURSELVES, grantable
from shared.kit.surface import Surface
from shared.kit.uses import Use, uses_of
from shared.values.terms import ActorKind, HolderRole

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rights.md"
ROLES = tuple(kind for kind in ActorKind if kind not in OURSELVES)
_INTRO = """# Who may do what

Written from `services/*/rights.py` and `shared/kit/rights.py` by `python -m deploy rights --write`; change it there. Every
operation keeps its row (`shared/kit/context.py`), over REST and in the graph alike, and `tests/security/test_matrix.py` asks
every operation as every role.

**How it is decided.** The token's claim `role` says in which role a client asks; none, or one that is not known, is `provider`,
the role that sees least. A row below says whether that role may do this at all: 403 `role-not-allowed`, or `purchaser-only` where
only purchasers may. The scope is asked too (403 `scope-missing`; over REST at the door, before the role), and the end user where
persons are touched (403 `end-user-missing`). Which rows are met is another question: a purchaser's are those it owns, anyone else's those to which its
organisation is a party; what is not yours looks like not there (404). `GET /v1/my-rights` tells a client its own rows.

**In another's name.** Vendors, researchers, insurers, ombuds officers, arbiters and portals act by an authorisation (machtiging) of the
organisation that they name in `Bedoeling-On-Behalf-Of`: given with `POST /v1/authorisations` of contracts, for a role, scopes
and days, and withdrawn at once. A vendor then has the row of who authorised it (purchaser, region or provider), within the scopes
of token and authorisation; the others keep the row of their own role, on that organisation's rows. An ombuds officer sees the
citizens of its cases only, a portal the one citizen in its token. Both names stand in every log: who acted, and `via` whom.

| role | who |
|---|---|
| purchaser | a municipality |
| region | a cooperation, or a centre municipality's office: as a purchaser, within the powers transferred to it (R-C51) |
| provider | delivers support; the lead for payment of a consortium is a provider too (remarks) |
| auditor | the accountant whom a contract names |
| researcher | measures independently of providers (R-O12, F-27); sees no persons and no money |
| insurer | reads contracts, outcomes and settlement of who authorised it; sees no persons |
| ombuds | reads one case, in access, and keeps its own file on it (F-26) |
| arbiter | reads one case, in access, and keeps the file of the conflict on it (F-26) |
| portal | shows a citizen its own file |
| vendor | acts for whoever authorised it; in its own name it sees its authorisations only |
| operator | keeps the system running; sees no content |

A sibling service (role `service`) and a service at its due work pass every row; no token that the issuer registers has those.
"""


def _application(service: str) -> Surface:
    """A service made without database, network or keys."""
    settings = importlib.import_module(f"services.{service}.settings").Settings(
        name=service, base_url=f"https://{service}.bedoeling.example.org"
    )
    made: Surface = importlib.import_module(f"services.{service}.app").create_app(settings)
    return made


def uses_in(service: str) -> list[Use]:
    """The rows of a service that can be reached from outside, with where."""
    app = _application(service)
    found = uses_of(app.service.rights, app.endpoints, app.api.state.graphql_schema)
    return [use for use in found if use.endpoints or use.fields]


def page() -> str:
    """The whole page."""
    parts = [_INTRO]
    kit = {right.resource for right in COMMON}
    shared: list[Use] = []
    for service in SERVICES:
        uses = uses_in(service)
        parts.append(
            "\n".join([f"## {service}", "", *_table(use for use in uses if use.right.resource not in kit)])
        )
        shared = [use for use in uses if use.right.resource in kit]
    parts.append("\n".join(["## every service", "", *_table(shared)]))
    parts.append("\n".join(_granting()))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _table(uses: Iterable[Use]) -> Iterator[str]:
    yield "| what | scope | " + " | ".join(ROLES) + " | persons | remark | where |"
    yield "|---" * (len(ROLES) + 5) + "|"
    for use in uses:
        right = use.right
        marks = " | ".join("●" if role in right.kinds else "" for role in ROLES)
        what = f"{right.resource.replace('_', '-')} · {right.operation.replace('_', '-')}"
        addresses = [f"`{one.method} {public_path(one.path.replace(':path', ''))}`" for one in use.endpoints]
        where = "<br>".join([*addresses, *([f"graph: {', '.join(use.fields)}"] if use.fields else [])])
        persons = right.activity or ""
        yield f"| {what} | {right.scope or ''} | {marks} | {persons} | {right.remark} | {where} |"


def _granting() -> Iterator[str]:
    yield "## what an authorisation can give"
    yield ""
    yield (
        "Only scopes that the role can use at all, and that the principal's own token holds; never "
        + ", ".join(f"`{scope}`" for scope in sorted(NEVER_GRANTED))
        + "."
    )
    yield ""
    yield "| holder's role | given by | scopes |"
    yield "|---|---|---|"
    for role in HolderRole:
        for principal in (ActorKind.PURCHASER, ActorKind.PROVIDER):
            if principal is ActorKind.PROVIDER and role not in (HolderRole.VENDOR, HolderRole.RESEARCHER):
                continue
            by = "purchaser, region" if principal is ActorKind.PURCHASER else "provider"
            scopes = ", ".join(sorted(grantable(role, principal)))
            yield f"| {role} | {by} | {scopes} |"


def run(arguments: Sequence[str] = ()) -> int:
    """`python -m deploy rights [--write]`: 1 when the page is not up to date."""
    parser = argparse.ArgumentParser(prog="rights", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page instead of comparing it")
    asked = parser.parse_args(arguments)
    text = page()
    if asked.write:
        PAGE.write_text(text, encoding="utf-8")
        print(f"{PAGE.name}: written")
        return 0
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    difference = list(
        difflib.unified_diff(old.splitlines(), text.splitlines(), "committed", "now", lineterm="")
    )
    print("\n".join(difference) if difference else f"{PAGE.name}: equal")
    return int(bool(difference))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
