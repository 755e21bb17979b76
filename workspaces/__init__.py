"""Workspaces: investigations that are kept, shared by grant, compared and merged."""
