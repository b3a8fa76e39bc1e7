"""How fast is the dashboard? `python -m tests.bench` measures and writes docs/benchmarks.md."""
