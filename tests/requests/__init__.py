"""Requests, their budgets, and what is said and checked of them."""
