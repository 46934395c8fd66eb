"""What travels over HTTP, one module per service: Pydantic only."""
