"""Many jurisdictions: each evaluated by itself, stored by itself, and computed again only when something changed."""
