"""A crowd: thousands of invented services with everything in them, beside the invented world. `manage.py sandbox_seed` makes it."""
