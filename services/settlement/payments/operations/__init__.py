"""What a person can do with bank accounts, payment batches and bank statements: one module each."""
