"""What the records together tell: cases, people and the stages of what victims lived."""
