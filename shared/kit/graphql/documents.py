"""A document is parsed, weighed and validated once, in that order: what is too much is refused before the costly rules look at it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    parse,
    specified_rules,
    validate,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from shared.kit.graphql.limits import Limits
from shared.kit.graphql.weighing import Weighing
from shared.kit.rates import TooManyRequests, points_of
from shared.values import mask_bsn

_RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
# Two hundred and more usual queries; the tree of one with 2,000 tokens takes over a megabyte.
_MOST_CHARACTERS = 262_144
_MOST_ERRORS = 20
_LONGEST_NAME = 64


class Asked(NamedTuple):
    """What a request asked of the graph, for its line in the log: the operation's name, and its cost."""

    name: str | None
    cost: int | None

    @property
    def shown(self) -> str | None:
        """The name as a log may hold it: a client chooses it, so it is cut off and names no citizen by number."""
        return mask_bsn(self.name)[:_LONGEST_NAME] if self.name else None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was examined: its tree, what is wrong with it, and the cost of each operation by name."""

    tree: DocumentNode
    errors: list[GraphQLError]
    costs: dict[str, int]

    def asked(self, name: str | None) -> Asked:
        """The operation of that name, or the only one."""
        if not name and len(self.costs) == 1:
            name = next(iter(self.costs))
        return Asked(name or None, self.costs.get(name or ""))


class Documents:
    """The documents of one schema that were good, the newest of them, as many as fit in a quarter of a million characters."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema, self._limits = schema, limits
        self._rules = _RULES if limits.introspection else (*_RULES, NoSchemaIntrospectionCustomRule)
        self._known: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def knows(self, text: str) -> bool:
        """Whether finding a document costs nothing."""
        return text in self._known

    def find(self, text: str) -> Document:
        """The document, examined now or before. Raises GraphQLError where it is no GraphQL or has too many tokens."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
            return known
        found = self._examined(text)
        if not found.errors:
            self._known[text] = found
            self._characters += len(text)
            while self._characters > _MOST_CHARACTERS:
                self._characters -= len(self._known.popitem(last=False)[0])
        return found

    def _examined(self, text: str) -> Document:
        tree = parse(text, max_tokens=self._limits.tokens)
        weighed = Weighing(self._schema, tree, self._limits)
        errors = weighed.errors[:_MOST_ERRORS] or validate(
            self._schema,
            tree,
            self._rules,
            max_errors=_MOST_ERRORS,
            hide_suggestions=not self._limits.introspection,
        )
        return Document(tree, errors, weighed.costs)


class Examination(SchemaExtension):
    """Hands the engine what was examined, and counts its cost against the client's quota before a resolver runs."""

    def on_operation(self) -> Iterator[None]:
        """Find the document; one that is new is not looked at for who is in debt. Raises TooManyRequests."""
        asked: Any = self.execution_context
        call = asked.context.get("call") if isinstance(asked.context, dict) else None
        if asked.query:
            new = not asked.schema.documents.knows(asked.query)
            if new and call is not None and call.rates is not None:
                call.rates.solvent(call, call.actor)
            try:
                document = asked.schema.documents.find(asked.query)
            except (GraphQLError, RecursionError):
                self._fine(call, asked.schema.limits)
                raise
            if call is not None:
                call.graph = document.asked(asked.operation_name)
            if document.errors:
                self._fine(call, asked.schema.limits)
            elif call is not None and call.rates is not None:
                more = points_of(call.graph.cost or 0) - 1  # one was counted with the token
                if more:
                    self._take(call, more, asked.schema.limits, new=new)
            asked.graphql_document, asked.pre_execution_errors = document.tree, document.errors
        yield

    def _take(self, call: Any, points: int, limits: Limits, *, new: bool) -> None:
        """Take what the operation costs; who has not got it pays for the examination instead, once for each document."""
        try:
            call.rates.admit(call, call.actor, points)
        except TooManyRequests:
            if new:
                self._fine(call, limits)
                call.rates.admit(call, call.actor, points)  # refused again, and told how long it takes now
            raise

    def _fine(self, call: Any, limits: Limits) -> None:
        """What is refused costs as much as the dearest that is not: examining it is the work that a bomb wants done."""
        if call is not None and call.rates is not None:
            call.rates.fine(call, call.actor, points_of(limits.cost) - 1)
