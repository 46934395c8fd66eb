"""Registered operations: documents that an operator agreed to beforehand, asked for by their SHA-256 (Apollo's form)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from shared.errors import InvalidInput, Text
from shared.kit.graphql.faults import QueryUnreadable

_HASH = re.compile(r"[0-9a-f]{64}")


class OperationUnregistered(InvalidInput):
    """No registered operation has this hash, or only registered operations are answered here and this is none."""

    code = "graphql-operation-unregistered"
    rule = "DON GraphQL 3"
    title = Text("De operatie is niet geregistreerd", "The operation is not registered")
    detail = Text(
        "Geen geregistreerde operatie heeft SHA-256 {sha256}.",
        "No registered operation has SHA-256 {sha256}.",
    )
    mend = Text(
        "Laat de operatie opnemen door de beheerder van deze dienst; staat de strikte stand uit, stuur dan de tekst in query.",
        "Have the operator of this service enter the operation; where strict mode is off, send the text in query.",
    )


class OperationHashWrong(InvalidInput):
    """The text in `query` is not the one that the hash stands for."""

    code = "graphql-operation-hash-wrong"
    rule = "DON GraphQL 3"
    title = Text("De hash hoort niet bij de operatie", "The hash does not belong to the operation")
    detail = Text(
        "De tekst in query heeft een andere SHA-256 dan extensions.persistedQuery.sha256Hash.",
        "The text in query has another SHA-256 than extensions.persistedQuery.sha256Hash.",
    )
    mend = Text("Stuur alleen de hash, of de tekst die erbij hoort.", "Send the hash alone, or its own text.")


class Operations:
    """The registered operations by hash; when `strict`, no others are answered."""

    def __init__(self, documents: Mapping[str, str] | None = None, *, strict: bool = False) -> None:
        self.documents, self.strict = dict(documents or {}), strict

    def document(self, query: str | None, sent: Mapping[str, Any] | None) -> str | None:
        """The text to run, from `query` and the request's `extensions`.

        Raises OperationUnregistered, OperationHashWrong, and QueryUnreadable where the hash is none.
        """
        persisted = (sent or {}).get("persistedQuery")
        if persisted is None and not (self.strict and query):
            return query
        own = hashlib.sha256(query.encode(errors="surrogatepass")).hexdigest() if query else None
        named = own if persisted is None else _named(persisted)
        if own is not None and named != own:
            raise OperationHashWrong()
        if query and not self.strict:
            return query
        try:
            return self.documents[str(named)]
        except KeyError:
            raise OperationUnregistered(sha256=named) from None


def _named(persisted: object) -> str:
    named = persisted.get("sha256Hash") if isinstance(persisted, Mapping) else None
    if not isinstance(named, str) or not _HASH.fullmatch(named):
        raise QueryUnreadable(reason="extensions.persistedQuery.sha256Hash: 64 × 0-9a-f")
    return named
