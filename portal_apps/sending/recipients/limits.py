"""How much a file of recipients may be. Each limit has a message that names it beside the figure found."""

import csv

MAX_FILE_BYTES = 10 * 1024 * 1024
# A workbook is packed: ten megabytes of it can unpack to gigabytes.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_ROWS_SENT = 100_000
MAX_ROWS_READ = 200_000
# With the empty ones: what spreadsheets can have.
MAX_ROWS_SEEN = 1_048_576
MAX_COLUMNS = 1_000
# The API reads the stored file with the csv module, whose limit this is.
MAX_CELL_CHARACTERS = csv.field_size_limit()
MIN_ADDRESS_LINES = 3
MAX_ADDRESS_LINES = 7

# What opens a workbook is a process of its own, which ends where it goes beyond these.
WORKBOOK_MEMORY_BYTES = 1024 * 1024 * 1024
WORKBOOK_CPU_SECONDS = 30

# What is shown at once.
ROWS_OF_SAMPLE = 50
CHARACTERS_OF_SAMPLE = 100_000
ROWS_OF_PAGE = 50
NAMES_IN_A_SENTENCE = 20
