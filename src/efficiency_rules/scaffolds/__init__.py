"""Scaffolds: new bundles, criteria, rulesets and counties from packaged templates."""
