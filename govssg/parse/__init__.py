"""Bytes into documents: front matter, Markdown, sanitising. Pure, per file, cached by content."""
