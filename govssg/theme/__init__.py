"""Templates, variants, assets: a view and a template give bytes. Pure."""
