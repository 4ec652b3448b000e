"""What stands on each sort of page, before it is rendered."""
