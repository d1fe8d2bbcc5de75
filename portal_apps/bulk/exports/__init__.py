"""What is only read, into files: rows that are counted and hashed, and what is known of them beside them."""
