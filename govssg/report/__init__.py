"""What people and programs are told: findings, progress, the outcome of a build."""
