"""What the programs of `bench/` are made of: made-up seasons, figures, tables."""
