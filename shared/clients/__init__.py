"""One typed HTTP client per service."""
