"""FSC (Federatieve Service Connectiviteit, core 2.0 and logging 1.1): which peer stands behind a request, and what may stand in it once."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from joserfc import jws
from joserfc.errors import JoseError

from shared.errors import NotAllowed, Text
from shared.kit.clock import machine_time
from shared.kit.keyring import KeyRing, KeysUnavailable
from shared.kit.problems import RequestInvalid
from shared.kit.rights import BY_AUTHORISATION
from shared.kit.token_problems import IssuerUnreachable, TokenTwice
from shared.values import is_oin
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.auth import Actor
    from shared.kit.call import Call

# FSC core § 3.4, and PS256 of OAuth 2.0 NL GOV.
ALGORITHMS = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256"), "RSA"),
    **dict.fromkeys(("ES256", "ES384", "ES512"), "EC"),
}
AUTHORIZATION, TRANSACTION_ID = b"fsc-authorization", b"fsc-transaction-id"
PRINCIPAL = b"bedoeling-on-behalf-of"
SINGLE = (b"authorization", AUTHORIZATION, TRANSACTION_ID, PRINCIPAL)
LEEWAY_SECONDS = 30
LONGEST_TOKEN = 16_384
REMEMBERED = 1024
_REPEATED = Text("Deze header mag er één keer staan.", "This header may stand here once.")


class FscPeerUnknown(NotAllowed):
    """The connection belongs to a peer for which the access token does not speak; fact `peer` is its OIN."""

    code = "fsc-peer-unknown"
    rule = "FSC core 2.0"
    title = Text("De FSC-verbinding is van een ander", "The FSC connection is another's")
    detail = Text(
        "De verbinding is van peer {peer}; het toegangstoken spreekt niet voor deze organisatie.",
        "The connection is of peer {peer}; the access token does not speak for this organisation.",
    )
    mend = Text(
        "Gebruik een toegangstoken van de organisatie van de Outway, of een contract met delegatie.",
        "Use an access token of the Outway's organisation, or a contract with delegation.",
    )


class FscRefused(NotAllowed):
    """The FSC token is missing where it must be, or is not good; fact `reason` is a stable code such as "expired"."""

    code = "fsc-authorization-refused"
    rule = "FSC core 2.0"
    title = Text("FSC-autorisatie niet aanvaard", "FSC authorisation not accepted")
    detail = Text(
        "De header `Fsc-Authorization` ontbreekt of wordt niet aanvaard ({reason}).",
        "The header `Fsc-Authorization` is missing or not accepted ({reason}).",
    )
    mend = Text(
        "Kom binnen door de Inway; de Outway vraagt het token bij de Manager van deze aanbieder.",
        "Enter through the Inway; the Outway asks this provider's Manager for the token.",
    )


@dataclass(frozen=True, slots=True)
class Peers:
    """Whom an FSC token names, until when (seconds) and by which key: the peer it is for, and who connects for it."""

    subject: str
    connecting: str
    until: float
    key: str


def once(headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Refuse headers that two readers of one request could read differently when they are repeated.

    Raises TokenTwice for Authorization, RequestInvalid for the others.
    """
    names = [name for name, _ in headers if name in SINGLE]
    for name in {name for name in names if names.count(name) > 1}:
        if name == b"authorization":
            raise TokenTwice()
        raise RequestInvalid.of_header(name.decode().title(), _REPEATED, "header.repeated")


def thumbprints(entry: Mapping[str, Any]) -> Iterator[str]:
    """The names of a key: its certificate's thumbprint, by which an FSC token points to it, and its `kid`."""
    for name in ("x5t#S256", "x5t#s256", "kid"):
        if isinstance(entry.get(name), str) and entry[name]:
            yield entry[name]
    chain = entry.get("x5c")
    if isinstance(chain, list) and chain and "x5t#S256" not in entry:
        digest = hashlib.sha256(base64.b64decode(chain[0], validate=True)).digest()
        yield base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class _Ring(KeyRing):
    """The keys with which our own Manager signs, at an address or in a file that is read again as keys change."""

    def __init__(self, source: str, http: httpx.AsyncClient) -> None:
        super().__init__("FSC", source, http, machine_time, algorithms=ALGORITHMS, names=thumbprints)
        self._file = None if source.startswith(("http://", "https://")) else Path(source)

    async def _document(self) -> Any:
        return json.loads(self._file.read_text("utf-8")) if self._file else await super()._document()


class Gate:
    """Lets a request in when its FSC connection is of an organisation for which the access token speaks.

    The Inway has checked that the token is bound to the Outway's certificate (`cnf`) and that the transaction was
    logged; here it is checked that the Manager signed it, that it is in force, and that both tokens are of one party.
    """

    def __init__(self, service: Any) -> None:
        settings = service.settings
        self._service = service
        self._source, self._required = settings.fsc_jwks, settings.fsc_required
        self._expected: Mapping[str, str] = settings.fsc_claims
        self._ring: _Ring | None = None
        self._known: OrderedDict[bytes, Peers] = OrderedDict()
        self._registry = jws.JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        self._registry.max_header_length = LONGEST_TOKEN

    async def check(self, call: Call, actor: Actor) -> None:
        """Raise FscRefused, FscPeerUnknown (403) or IssuerUnreachable (503) unless both tokens are of one party."""
        header = call.headers.get(AUTHORIZATION)
        if header is None:
            # Siblings meet inside, where no Inway stands between them.
            if self._required and actor.kind is not ActorKind.SERVICE:
                raise FscRefused(reason="missing")
            return
        peers = await self._peers(header)
        spoken_for = set(actor.organisations)
        acting_for = call.headers.get(PRINCIPAL)
        if acting_for is not None and actor.kind in BY_AUTHORISATION:
            # Whether that organisation authorised this one is settled after this, or the request is refused.
            spoken_for.add(acting_for.decode("latin-1"))
            if peers.connecting not in spoken_for:
                raise FscPeerUnknown(peer=peers.connecting)
        if peers.subject not in spoken_for:
            raise FscPeerUnknown(peer=peers.subject)

    async def _peers(self, header: bytes) -> Peers:
        """Whom a header names, remembered by its hash as long as the token is in force."""
        if self._ring is None:
            self._ring = _Ring(self._source, self._service.http)
        digest, now = hashlib.sha256(header).digest(), machine_time()
        known = self._known.get(digest)
        if known is not None and now < known.until and self._ring.holds(known.key):
            self._known.move_to_end(digest)
            return known
        self._known.pop(digest, None)
        peers = await self._examine(self._ring, header, now)
        self._known[digest] = peers
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return peers

    async def _examine(self, ring: _Ring, header: bytes, now: float) -> Peers:
        scheme, _, rest = header.strip().partition(b" ")
        token = rest.strip() if scheme.lower() == b"bearer" else header.strip()
        try:
            if len(token) > LONGEST_TOKEN:
                raise FscRefused(reason="malformed")
            signed = jws.extract_compact(token, registry=self._registry)
            headers, claims = signed.headers(), json.loads(signed.payload or b"")
        except (JoseError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise FscRefused(reason="malformed") from error
        if not isinstance(headers, dict) or not isinstance(claims, dict):
            raise FscRefused(reason="malformed")
        algorithm, name = headers.get("alg"), headers.get("x5t#S256", headers.get("kid"))
        if not isinstance(algorithm, str) or algorithm not in ALGORITHMS or "crit" in headers:
            raise FscRefused(reason="algorithm")
        try:
            key = await ring.find(name, algorithm) if isinstance(name, str) else None
        except KeysUnavailable as error:
            raise IssuerUnreachable() from error
        if key is None:
            raise FscRefused(reason="key-unknown")
        try:
            genuine = jws.validate_compact(signed, key, registry=self._registry)
        except (JoseError, ValueError, TypeError) as error:
            raise FscRefused(reason="signature") from error
        if not genuine:
            raise FscRefused(reason="signature")
        until = _in_force(claims, now)
        for claim, wanted in self._expected.items():
            found = claims.get(claim)
            if wanted not in (found if isinstance(found, list) else [found]):
                raise FscRefused(reason=claim)
        return _named(claims, until, str(name))


def _in_force(claims: Mapping[str, Any], now: float) -> float:
    """Until when the token may be used, leeway included."""
    expires, starts = claims.get("exp"), claims.get("nbf", 0)
    for moment in (expires, starts):
        if not isinstance(moment, int | float) or isinstance(moment, bool) or not 0 <= moment < 1e12:
            raise FscRefused(reason="exp-missing" if moment is expires else "nbf-malformed")
    assert isinstance(expires, int | float)
    if now >= expires + LEEWAY_SECONDS:
        raise FscRefused(reason="expired")
    if now < starts - LEEWAY_SECONDS:
        raise FscRefused(reason="not-yet-valid")
    return expires + LEEWAY_SECONDS


def _named(claims: Mapping[str, Any], until: float, key: str) -> Peers:
    """The peers of a token: `sub` is whom the connection is for, `act.sub` who makes it on that peer's behalf."""
    subject, acting = claims.get("sub"), claims.get("act")
    connecting = subject if acting is None else (acting.get("sub") if isinstance(acting, dict) else None)
    for peer in (subject, connecting):
        # In Dutch groups a peer is named by its OIN (Digikoppeling REST-API profile).
        if not isinstance(peer, str) or not is_oin(peer):
            raise FscRefused(reason="peer-malformed")
    return Peers(str(subject), str(connecting), until, key)


def gate_of(service: Any) -> Gate | None:
    """The gate of a service that is told the keys of FSC; None where the header means nothing."""
    return Gate(service) if getattr(service.settings, "fsc_jwks", "") else None
