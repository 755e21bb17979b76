"""The profiles: their YAML format, its checks line by line, and the specs that loading follows."""
