"""The canonical layer derived from records: cases, persons and the stages that victims lived."""
