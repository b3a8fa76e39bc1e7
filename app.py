"""Bilim: `python app.py` for development; servers import `server`."""

from dashboard import trail
from dashboard.factory import create_app, warm
from dashboard.settings import Settings

settings = Settings.from_environment()
trail.log_to_console(settings.log_format)
app = create_app(settings)
server = warm(app, answer_ahead=settings.answer_ahead)

if __name__ == "__main__":
    app.run(host=settings.host, port=settings.port)
