"""Every sentence about a file of recipients, by its code; docs/recipients.md has the same table."""

# The file cannot be read at all: nothing is stored.
UNREADABLE = {
    "wrong-extension": "{name} must be a spreadsheet: a file that ends in .csv, .tsv, .xlsx, .xls, .xlsm or .ods",
    "file-too-large": "The file is {found} MB. It must be {limit} MB or smaller",
    "file-empty": "The file is empty",
    "not-a-spreadsheet": "The file is {kind}, not a spreadsheet. Save it as a CSV file and try again",
    "password": "The spreadsheet is protected with a password. Remove the password and try again",
    "damaged": "The spreadsheet cannot be opened. Open it yourself, save it as a CSV file and try again",
    "unpacked-too-large": (
        "The spreadsheet unpacks to {found} MB. It must be {limit} MB or smaller. Save it as a CSV file and try again"
    ),
    "too-large-to-open": (
        "The spreadsheet is too large to open: it takes more than {memory} MB of memory or {seconds} seconds. Delete what "
        "is outside of your table, or save it as a CSV file"
    ),
    "unknown-encoding": (
        "The file has characters that cannot be read, the first near byte {position:,}. Save it as a CSV file in UTF-8"
    ),
    "too-many-columns": "The file has {found:,} columns. It can have {limit:,} at most",
    "too-many-rows-to-read": "The file has more than {limit:,} rows. It can have {sendable:,} at most",
    "open-quotation": "A cell in row {row:,} begins with a quotation mark and has no second one: all that follows is in it",
    "cell-too-long": (
        "A cell in row {row:,} has more than {limit:,} characters. Is there a quotation mark without its second one?"
    ),
}

# The file is read, but cannot be sent as it is.
PROBLEMS = {
    "no-rows": "The file has headings, and no recipients below them",
    "too-many-rows": "The file has {found:,} rows. You can send {limit:,} at most: split it into {files} files",
    "missing-recipient-column": "Your file needs a column called “{name}”",
    "missing-any-recipient-column": "Your file needs a column called “email address” or “phone number”",
    "missing-address-columns": (
        "Your file needs {limit} or more of the columns “address line 1” to “address line 7”. Found: {found}"
    ),
    "missing-columns": "Your file needs a column for each part of the template. Missing: {names}",
    "repeated-recipient-column": "Your file has {found} columns called “{name}”. It can have one",
    "letters-in-trial-mode": "Your service is in trial mode: it cannot send letters from a file",
    "wrong-delimiter": (
        "The columns of your file seem to be separated by “{sign}”. Separate them with commas, semicolons or tabs"
    ),
}

# Nothing that stops anybody: what whoever sends should know.
NOTICES = {
    "read-as-other-kind": "The name ends in {extension}, but the file is {kind}. It was read as that",
    "delimiter": "Columns are separated by {sign}",
    "encoding": "The file is not in UTF-8 but in {encoding}. Check that names with accents are right",
    "ignored-columns": "Not in the template, so not used: {names}",
    "ignored-cells": "Rows with cells beyond the last heading, which are not used: {found:,}",
    "list-columns": "More than one column is called “{name}”. Their cells become one list",
    "blank-rows": "Empty rows left out: {found:,}",
    "one-sheet": "The spreadsheet has {found} sheets. Only the first was read",
    "macros": "The spreadsheet has macros. They were not run",
    "dates": "Dates are sent as they are shown here, year first. To change that, make these columns text: {names}",
    "repeated-recipients": "Recipients that are in the file more than once: {found:,}",
    "identical-rows": "Rows that are the same as an earlier row: {found:,}",
}

# What is wrong with one row.
FAULTS = {
    "missing-recipient": "Missing {name}",
    "missing-value": "Missing",
    "spreadsheet-error": "The spreadsheet shows an error here: {value}",
    "phone-shortened": "The spreadsheet has shortened this number. Make the column text and enter it again",
    "phone-signs": "Can only include numbers, spaces, brackets, dashes and a plus sign at the start",
    "phone-too-short": "Phone number is too short",
    "phone-too-long": "Phone number is too long",
    "phone-not-uk-mobile": "Not a UK mobile number",
    "phone-unused": "No phone number begins like this",
    "phone-unknown-country": "Country code not found",
    "phone-international": "Your service cannot send to other countries",
    "phone-landline": "Your service cannot send to landlines",
    "email-no-at": "An email address has one @ sign",
    "email-space": "An email address has no spaces",
    "email-dots": "An email address has no dots in a row, at its start or before the @ sign",
    "email-characters": "An email address cannot include: {signs}",
    "email-domain": "What follows the @ sign is not a domain, like example.com",
    "email-too-long": "Email address has {found:,} characters. It can have {limit:,} at most",
    "address-too-short": "Address needs {limit} lines or more. Found: {found}",
    "address-too-long": "Address has {found} lines. It can have {limit} at most",
    "address-bfpo-country": "The last line of a BFPO address cannot be a country",
    "address-postcode": "Last line of the address must be a UK postcode",
    "address-postcode-or-country": "Last line of the address must be a UK postcode or another country",
    "address-international": "Your service cannot send letters to other countries",
    "address-sign": "Address lines cannot start with any of these: {signs}",
    "address-no-fixed-abode": "Must be a real address",
    "address-no-letters": "The first 2 lines of the address must include letters or numbers",
    "not-allowed": "Your service is in trial mode: not a team member and not on the guest list",
    "message-empty": "The message is empty",
    "message-too-long": (
        "The message has {found:,} characters and would be {fragments:,} text messages. It can have {limit:,} characters "
        "at most"
    ),
    "email-body-too-long": "The email has {found:,} bytes. It can have {limit:,} at most",
}

# Notices about the upload, which the stored file no longer shows.
OF_UPLOAD = frozenset(
    {"read-as-other-kind", "delimiter", "encoding", "ignored-cells", "one-sheet", "macros", "dates"}
)
SENTENCES = UNREADABLE | PROBLEMS | NOTICES | FAULTS
