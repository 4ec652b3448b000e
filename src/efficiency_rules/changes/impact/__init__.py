"""What new rules do to a county: the same evidence under both, and each change's part in the difference (影响测算)."""

from efficiency_rules.changes.impact.measuring import Attribution, Impact, MissingLedger, impact

__all__ = ["Attribution", "Impact", "MissingLedger", "impact"]
