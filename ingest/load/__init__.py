"""The steps of a load: spool, compare, plan, write, account."""
