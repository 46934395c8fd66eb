"""What a person can do with the books, and what they do by themselves."""
