"""A program as arrays, one module for what each stage reads. Shapes lead with draws, 1 where nothing varies."""
