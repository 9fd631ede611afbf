"""The arithmetic, one module for each stage, in the order in which things happen."""
