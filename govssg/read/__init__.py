"""The only readers: snapshots of git and of folders, YAML with places, the configuration."""
