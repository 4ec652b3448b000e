"""Publishing: what people read, made from rulesets and results (发布)."""
