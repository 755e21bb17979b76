// Whether any file was ever loaded.
MATCH (f:SourceFile)
RETURN 1 AS one
LIMIT 1
