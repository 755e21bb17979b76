"""The ontology, declared once: labels, relationships, closed lists."""
