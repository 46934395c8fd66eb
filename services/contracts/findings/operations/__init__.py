"""What one can ask of a contract before it is signed and while it runs, what is entered for it, and the reference lists."""
