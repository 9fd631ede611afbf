"""What leaves the model: tables, charts and files."""
