"""The bank's files: pain.001 credit transfers going out, camt.053 statements coming in (ISO 20022, SEPA).

Written with lxml and not with sepaxml, because sepaxml draws the message and payment ids and the time itself.
"""

from shared.kit.sepa.faults import IbanInvalid, SepaFault, StatementInvalid, TransferInvalid
from shared.kit.sepa.forms import MAX_AMOUNT_CENTS, Booking, Debtor, Statement, Transfer, clean
from shared.kit.sepa.reading import MAX_STATEMENT_BYTES, read_statement, read_statements
from shared.kit.sepa.writing import credit_transfer_file, statement_file

__all__ = [
    "MAX_AMOUNT_CENTS",
    "MAX_STATEMENT_BYTES",
    "Booking",
    "Debtor",
    "IbanInvalid",
    "SepaFault",
    "Statement",
    "StatementInvalid",
    "Transfer",
    "TransferInvalid",
    "clean",
    "credit_transfer_file",
    "read_statement",
    "read_statements",
    "statement_file",
]
