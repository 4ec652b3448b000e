"""The invented 云泽县: its units, its year 2025 and the ledgers its offices hand in. All data is fictional."""
