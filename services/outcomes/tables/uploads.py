"""Jobs, and files that come in pieces."""

from services.outcomes.tables.base import METADATA
from shared.kit.batches.upload_tables import piece_table, upload_table
from shared.kit.jobs_tables import job_table

jobs = job_table(METADATA)
uploads = upload_table(METADATA)
upload_pieces = piece_table(METADATA)
