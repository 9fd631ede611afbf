"""What people give: programs, scenarios and the cited numbers offered to them, read strictly."""
