"""The model run backwards: what fair pay costs, what rate pays it, what a change of rate costs a state."""
