"""What a profile can say, read from YAML and checked line by line."""
