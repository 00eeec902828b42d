"""What the portal knows of its documents: cards, columns, ids, relations. Pure."""
