"""A file or large batch: read as it streams in, checked line by line, spooled, then entered at once (docs/decisions/0009).

What a feature adds is a `Checker`: a quick look that lets the obviously good line through, and a judgement that explains
the rest; then one COPY into a temporary table and a fixed number of statements, however long the file is.
"""

from shared.kit.batches.keeping import (
    Batch,
    BatchNotFound,
    LineFault,
    add_batch,
    batch_of,
    error_columns,
    first_faults,
    get_batch,
    id_prefix,
    keyed,
    line_errors,
    list_errors,
    shown,
    stage,
    staged,
)
from shared.kit.batches.lines import FileHopeless, FileTooLong, HeaderInvalid
from shared.kit.batches.reading import CSV, MEDIA, NDJSON, raw_twin, receive
from shared.kit.batches.records import csv_rows
from shared.kit.batches.spooling import Checker, Upload, Values, copy_line, copy_text

__all__ = [
    "CSV",
    "MEDIA",
    "NDJSON",
    "Batch",
    "BatchNotFound",
    "Checker",
    "FileHopeless",
    "FileTooLong",
    "HeaderInvalid",
    "LineFault",
    "Upload",
    "Values",
    "add_batch",
    "batch_of",
    "copy_line",
    "copy_text",
    "csv_rows",
    "error_columns",
    "first_faults",
    "get_batch",
    "id_prefix",
    "keyed",
    "line_errors",
    "list_errors",
    "raw_twin",
    "receive",
    "shown",
    "stage",
    "staged",
]
