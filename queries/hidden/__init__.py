"""Values of an answer that identify protected people: they stay hidden, in any column."""
