"""Who may do what with files that come in pieces: whoever may register measurements, with its own files."""

from services.outcomes.rights.base import DUE, REGISTRARS, R, W
from shared.kit.rights import READ, Right

_OWN = "files of the same organisation in the same role"

UPLOADED = (
    Right("uploads", READ, R, REGISTRARS, remark=_OWN),
    Right("uploads", "open_upload", W, REGISTRARS),
    Right("uploads", "read_piece", W, REGISTRARS, remark=_OWN),
    Right("uploads", "append_piece", W, REGISTRARS, remark=_OWN),
    Right("uploads", "complete_upload", W, REGISTRARS, remark=_OWN),
    Right("uploads", "cancel_upload", W, REGISTRARS, remark=_OWN),
    Right("uploads", "due_uploads", None, DUE),
    Right("uploads", "forget_upload", None, DUE),
)
