// The registries of the files that were loaded.
MATCH (f:SourceFile)
RETURN DISTINCT f.registry AS registry
ORDER BY registry
