"""The page: pure rendering, handlers over plain values, and one module that wires Gradio."""
