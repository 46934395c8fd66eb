"""Files of measurements that come in pieces, as large as a million lines: sent on where the line broke, entered by a job."""
