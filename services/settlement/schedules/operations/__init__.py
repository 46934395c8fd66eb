"""What happens to schedules: they are read, planned from the terms that arrive, and posted as they fall due."""
