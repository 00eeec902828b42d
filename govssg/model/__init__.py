"""The nouns: frozen values that flow one way through the stages. Imports nothing of ours."""
