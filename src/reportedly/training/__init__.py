"""Data sets to model to ONNX, and its measures. The only place that knows torch."""
