"""Social return over REST: efforts, and how contracts stand."""

from services.contracts.social_returns.rest import entering, standing

ROUTERS = [entering.router, standing.router]
