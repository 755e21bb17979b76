"""The graph as a store: changes and their writer, look-ups, routes, schema, fingerprint."""
