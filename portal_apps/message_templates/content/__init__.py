"""The rules of message content: placeholders, e-mail markdown, text message counting, previews and comparisons.

Nothing here knows Django, HTTP or a recipient's identity: text and values in, safe HTML and counts out.
Start at `preview.preview_of` for a page and at `preview.prepare` for many recipients of one template.
"""
