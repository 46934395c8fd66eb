"""What tests share: a house of real servers on one embedded PostgreSQL, and invented tenants to live in it."""
