"""Errors, settings, the home folder, text and YAML; imports nothing of ours."""
