"""What can be wrong with a move of a contract that runs, as its parties read it."""

from __future__ import annotations

from shared.errors import Refused, Text


class ContractNotRunning(Refused):
    """The move is one of a contract that runs."""

    code = "contract-not-running"
    title = Text("Het contract loopt niet", "The contract does not run")
    detail = Text("Contract {number} heeft de status {state}.", "Contract {number} has state {state}.")
    mend = Text(
        "Dit kan alleen met een contract dat actief of geschorst is.",
        "This is possible only with a contract that is active or suspended.",
    )


class SuspensionRefused(Refused):
    """The days of the suspension are not possible; errors lists each point."""

    code = "suspension-refused"
    title = Text("Zo kan niet worden geschorst", "It cannot be suspended like this")
    detail = Text(
        "Een schorsing begint vandaag of later, binnen de looptijd, en er is er één tegelijk; zie errors.",
        "A suspension begins today or later, within the term, and there is one at a time; see errors.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class NotSuspended(Refused):
    """There is no suspension to end."""

    code = "contract-not-suspended"
    title = Text("Het contract is niet geschorst", "The contract is not suspended")
    detail = Text(
        "Contract {number} heeft de status {state} en er is geen schorsing gepland.",
        "Contract {number} has state {state} and no suspension is planned.",
    )
    mend = Text("Er is niets te hervatten.", "There is nothing to resume.")


class OptionRefused(Refused):
    """The option cannot be exercised; errors lists what is against it."""

    code = "extension-option-refused"
    rule = "R-C04"
    title = Text("De verlengingsoptie kan niet worden gebruikt", "The option cannot be exercised")
    detail = Text(
        "Optie {option} van contract {number} kan nu niet worden gebruikt; errors noemt waarom.",
        "Option {option} of contract {number} cannot be exercised now; errors says why.",
    )
    mend = Text(
        "Geef het bewijs dat de voorwaarde vraagt, of verleng met een addendum (reason extension).",
        "Give the evidence that the condition asks, or extend by an amendment (reason extension).",
    )


class TerminationRefused(Refused):
    """The ground does not carry a termination of this contract; errors lists what is against it."""

    code = "termination-refused"
    rule = "R-C10"
    title = Text("Deze grond draagt de beëindiging niet", "This ground does not carry the termination")
    detail = Text(
        "Contract {number} kan niet op grond {ground} eindigen op {last_day}; errors noemt waarom.",
        "Contract {number} cannot end on ground {ground} on {last_day}; errors says why.",
    )
    mend = Text(
        "Herstel elk punt in errors, of kies een andere grond.",
        "Mend each point in errors, or choose another ground.",
    )
