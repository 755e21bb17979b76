"""What must stay hidden in an answer: values that identify protected people, in any column."""
