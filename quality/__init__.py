"""The findings of each unit that registers: what was entered wrong, how often, how to mend it."""
