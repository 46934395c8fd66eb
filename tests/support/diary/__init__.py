"""A small service for the tests of the kit: notes that one instance keeps and another copies from its feed."""
