"""The generated reference pages of docs/."""
