"""The study of victimisation risk: rates, hot spots, factors, and what the data cannot say."""
