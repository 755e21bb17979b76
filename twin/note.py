"""The type of a note for truth.json: a JSON object, its keys as trama.twin.truth lists them."""

Note = dict[str, object]
