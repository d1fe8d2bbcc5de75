"""Bulk operations: plan, show, apply, verify, journal, resume, retry, undo. docs/bulk.md has how a command is written.

operation.py is what a command declares; command.py is what it inherits. Everything else is the engine between the two.
"""
