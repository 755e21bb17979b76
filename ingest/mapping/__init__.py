"""From the raw rows of a table to typed mentions, as a profile says."""
