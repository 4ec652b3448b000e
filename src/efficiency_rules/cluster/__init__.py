"""The same evaluation on Spark: rows travel to their jurisdiction, where the one function runs unchanged (集群)."""
