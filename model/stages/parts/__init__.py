"""Rules that stages share or are built of: cohorts, units, caps, awards, waterfalls."""
