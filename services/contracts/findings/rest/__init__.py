"""Findings over REST: what is found, what is entered for it, and the lists of the sources."""

from services.contracts.findings.rest import assessing, entering, listing, regional

ROUTERS = [assessing.router, entering.router, listing.router, regional.router]
