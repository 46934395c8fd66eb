"""Files of measurements that come in pieces, as they travel."""

from shared.schemas.jobs import FileUpload, NewFileUpload


class NewMeasurementUpload(NewFileUpload):
    """Announce a file of measurements that comes in pieces."""


class MeasurementUpload(FileUpload):
    """A file of measurements on its way: how much of it is here, and what came of it."""
