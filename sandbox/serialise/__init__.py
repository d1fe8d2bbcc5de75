"""The JSON of each type of the API, one function per type."""
