"""A service of a few lines for the supervisor's tests: `small_service.py <port>` answers 200 to everything."""

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Answer(BaseHTTPRequestHandler):
    """Says yes."""

    def do_GET(self) -> None:
        """Answer 200."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Stay silent."""


if __name__ == "__main__":
    print("ready to serve", flush=True)
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
