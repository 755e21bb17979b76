"""Values of an answer that identify protected people, in any column, and so stay hidden."""
