"""Compiled stages: the same equations as the plain stages, one draw after another in scalar loops, for many draws.

The plain stages are the reference: `tests/stages/test_compiled.py` holds that both agree. Each kernel names the plain
function it stands for. A kernel sees numbers only; what a number means is said where it is laid out, in `inputs`.
"""
