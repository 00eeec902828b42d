"""Rules over the theme, the documents and the portal as a whole. Pure."""
