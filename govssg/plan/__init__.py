"""Which pages exist and what they show: pure, one site at a time."""
