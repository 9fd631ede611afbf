"""What is not known: draws of inputs and of luck, and what they mean for results."""
