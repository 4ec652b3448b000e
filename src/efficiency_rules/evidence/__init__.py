"""What is known about the units: ledgers and rosters, read from files as counties keep them."""
