"""Digests, the ledger, the output tree: the only writers."""
