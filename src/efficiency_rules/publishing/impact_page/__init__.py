"""The page of an impact: for a committee, in Chinese, one file without network or script (影响测算)."""

from efficiency_rules.publishing.impact_page.page import impact_fragment, impact_page, impact_style

__all__ = ["impact_fragment", "impact_page", "impact_style"]
