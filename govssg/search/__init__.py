"""Search: Pagefind shards, their records and who asks them, made from what is published."""
