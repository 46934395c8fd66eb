"""The only SQL on bank accounts, payment batches and bank statements: one module each."""
