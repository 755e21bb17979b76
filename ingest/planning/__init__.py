"""From changed records to the changes of the graph: what to derive anew, and what differs."""
