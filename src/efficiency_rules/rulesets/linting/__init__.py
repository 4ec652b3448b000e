"""The linter of rubrics: what is allowed and yet likely to be a mistake, one small file a finding (docs/linting.md)."""
