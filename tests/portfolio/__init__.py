"""Portfolios: many programs at once."""
