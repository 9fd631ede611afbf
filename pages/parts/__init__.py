"""What the pages share: the choice in the sidebar, what it comes to, and words shown as typed."""
