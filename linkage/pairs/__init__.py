"""Candidate pairs: the records of people that are worth comparing, and the links that this loses.

1. ``compared_records`` puts records into a table of DuckDB, with the columns that block.
2. ``blocking`` declares the rules of blocking, and finds the pairs with Splink.
3. ``lost`` estimates the links that no rule finds.
"""
