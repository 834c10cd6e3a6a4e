"""What the program costs beside the least that could do its work: `python -m tests.benchmarks`."""
