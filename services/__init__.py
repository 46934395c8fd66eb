"""The four services. They meet only over HTTP."""
