"""Search: Pagefind shards, their records and who asks them, made from what is published."""

SEARCH = "@search"
"""The name under which the ledger remembers the search files; no site can be called so."""
