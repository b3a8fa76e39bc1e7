"""Bilim: `python app.py` for development; servers import `server`."""

from dashboard.factory import create_app
from dashboard.settings import Settings

app = create_app(Settings.from_environment())
server = app.server

if __name__ == "__main__":
    settings = Settings.from_environment()
    app.run(host=settings.host, port=settings.port)
