"""In place of `asyncio`: the calculators wait for nothing, and its 30 modules cost a start."""
