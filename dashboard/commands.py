"""What can be done from the command line?"""

import argparse
import errno
import os
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from gunicorn.app.wsgiapp import run as gunicorn
from sqlalchemy import Engine

from dashboard import demonstration, duplicates, reminders, templates, translations, urls
from dashboard.access import ACCOUNT_ROLES
from dashboard.areas import PLACES
from dashboard.preparation import NotEmpty, load_demonstration, prepare, whoever
from dashboard.settings import ROOT, BadSetting, Settings
from dashboard.visit import NotPublished, next_update, quarter_end
from data_access import database, ledger
from data_access.changes import accounts, journal
from data_access.changes import backup as backups
from data_access.changes.imports import Outcome, import_files
from data_access.changes.photos import import_photos
from data_access.changes.twin_decisions import Undecidable, decide
from data_access.database import DatabaseTrouble
from data_access.filters import LANGUAGES, Filters
from data_access.queries import offices, twins
from data_access.twin_kinds import TWIN_KINDS
from layouts import duplicates as words_of_twins
from layouts import problems, trouble
from layouts import reminders as mail
from layouts.accounts import FAULTS
from layouts.i18n import Translator

KEEP_ALIVE_SECONDS = 75
"""How long a connection waits for the next choice of its reader."""

STOPPED = 130
"""What a shell says of a program that its user stopped."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 where it was done, 1 where it was refused, in words."""
    options = _parser().parse_args(arguments)
    t = Translator(options.lang)
    try:
        settings = Settings.from_environment()
    except BadSetting as error:
        return _refuse(str(error))
    try:
        return options.run(options, settings, t)
    except DatabaseTrouble as error:
        reason = " ".join(trouble.words(error.trouble.value, t))
        return _refuse(t("{file}: {reason}", file=settings.database_shown, reason=reason))
    except KeyboardInterrupt:
        return STOPPED
    except NotEmpty:
        return _refuse(t("The demonstration needs an empty database, and this one holds data."))
    except OSError as error:
        return _refuse(
            t("{file}: {reason}", file=error.filename or "", reason=error.strerror or error)
        )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard")
    parser.add_argument("--lang", choices=LANGUAGES, default=_language_of_terminal())
    spoken = argparse.ArgumentParser(add_help=False)  # the same, after the name of the command
    spoken.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[..., int], does: str) -> argparse.ArgumentParser:
        add = commands.add_parser(name, help=does, parents=[spoken])
        add.set_defaults(run=run)
        return add

    command("prepare", _prepare, "create or migrate the database, fill an empty one")
    add = command("serve", _serve, "serve the dashboard")
    add.add_argument("--prepare", action="store_true", help="prepare the database first")

    add = command("import", _import, "bring in workbooks or CSV files, all or nothing")
    add.add_argument("files", nargs="+", type=Path)
    add.add_argument("--check", action="store_true", help="only say what would happen")
    add.add_argument("--by", help="who brings the files")
    add.add_argument("--source", help="who compiled the data, where the file does not say")
    add.add_argument("--demonstration", action="store_true", default=None, help="invented figures")

    add = command("photos", _photos, "bring in a folder of photographs and their list")
    add.add_argument("folder", type=Path, help="pictures beside photos.xlsx or photos.csv")
    add.add_argument("--check", action="store_true", help="only say what would happen")
    add.add_argument("--by", help="who brings the photographs")
    add.add_argument("--demonstration", action="store_true", default=None, help="invented pictures")

    add = command("twins", _twins, "list codes that may stand twice, or decide what they are")
    add.add_argument("kind", choices=tuple(TWIN_KINDS))
    add.add_argument("codes", nargs="*", metavar="code", help="two codes; none lists all pairs")
    what = add.add_mutually_exclusive_group()
    what.add_argument("--stays", metavar="CODE", help="they are the same, and this code stays")
    what.add_argument("--apart", action="store_true", help="they are two different ones")
    what.add_argument("--take-back", action="store_true", help="take back what was decided")
    add.add_argument("--closed-on", default="", help="day from which the other school is closed")
    add.add_argument("--reason", default="", help="why, without names of people")
    add.add_argument("--check", action="store_true", help="only say what would happen")
    add.add_argument("--by", help="who decides")

    add = command("publish", _publish, "publish what was imported as the next release")
    add.add_argument("--as-of", type=_day, help="last day covered, 2026-09-30")
    add.add_argument("--next-update", type=_day)
    add.add_argument("--note", default="")
    add.add_argument("--by", help="who publishes")

    add = command("remind", _remind, "mail what is overdue or due soon to those who answer for it")
    add.add_argument("people", type=Path, help="CSV file: office, email, language")
    add.add_argument("--check", action="store_true", help="only show the letters")
    add.add_argument("--again", action="store_true", help="also where sending was once cut off")

    add = command("backup", _backup, "copy everything into one file, also while serving")
    add.add_argument("file", type=Path)
    add = command("restore", _restore, "bring everything back from such a file")
    add.add_argument("file", type=Path)

    command("verify", _verify, "prove that releases follow from the facts, and the journal")

    add = command("account", _account, "add an account, or let a new password be chosen")
    verbs = add.add_subparsers(required=True, metavar="verb")
    add = verbs.add_parser("add", help="add an account and show its link once", parents=[spoken])
    add.add_argument("name", help="name or e-mail address with which somebody signs in")
    add.add_argument("--role", required=True, choices=[role.value for role in ACCOUNT_ROLES])
    add.add_argument("--shown", default="", help="name as it is shown")
    add = verbs.add_parser("reset", help="show a new link once", parents=[spoken])
    add.add_argument("name", help="name of the account")
    add.set_defaults(role=None)

    add = command("demo", _demo, "write the demonstration workbooks, or load them")
    add.add_argument("--write", type=Path, metavar="FOLDER", help="only write the workbooks there")
    add.add_argument("--scale", type=int, default=1, choices=(1, 10, 100))
    add.add_argument("--parts", type=int, default=1, help="payments of each small statement")

    add = command("templates", _templates, "write empty workbooks to fill in")
    add.add_argument("folder", type=Path, help="where no workbook of the same name lies yet")

    command("translations", _translations, "extract messages and update the catalogs")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a day such as 2026-09-30, not {text}") from None


def _language_of_terminal() -> str:
    spoken = os.environ.get("LANG", "")[:2]
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def _prepare(options, settings: Settings, t: Translator) -> int:
    prepare(settings, _say)
    return 0


def _say(line: str) -> None:
    print(f"      {line}", flush=True)


def _serve(options, settings: Settings, t: Translator) -> int:
    if error := _binding_error(settings):
        return _refuse(_about_binding(error, settings, t))
    if options.prepare and prepare(settings, _say):
        # Filling a database takes memory that a server had better not keep.
        os.execv(sys.executable, [sys.executable, "-m", "dashboard", "--lang", t.lang, "serve"])
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(t("Serving on {address}", address=f"http://{host}:{settings.port}"), flush=True)
    os.chdir(ROOT)
    sys.argv = [
        "gunicorn", "app:server", "--preload",
        "--worker-class", "gthread",
        "--workers", str(settings.workers),
        "--threads", str(settings.threads),
        "--bind", f"{host}:{settings.port}",
        "--keep-alive", str(KEEP_ALIVE_SECONDS),
        "--log-level", "warning",
    ]  # fmt: skip
    gunicorn()  # in this process, which has read all modules already; it exits by itself
    return 0


def _binding_error(settings: Settings) -> OSError | None:
    """Return why the server cannot have its address, None where it can."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        return error
    return None


def _about_binding(error: OSError, settings: Settings, t: Translator) -> str:
    if error.errno == errno.EADDRINUSE:
        return t("Port {port} is in use. Set PORT to another one.", port=settings.port)
    if error.errno == errno.EACCES:
        return t("Port {port} needs the rights of an administrator.", port=settings.port)
    reason = error.strerror or error
    return t("HOST {host} cannot be used: {reason}", host=settings.host, reason=reason)


def _import(options, settings: Settings, t: Translator) -> int:
    outcome = import_files(
        database.make_engine(settings.database_url),
        options.files,
        by=options.by or whoever(),
        check_only=options.check,
        source=options.source,
        demonstration=options.demonstration,
        places=PLACES,
    )
    return _tell(outcome, t)


def _photos(options, settings: Settings, t: Translator) -> int:
    outcome = import_photos(
        database.make_engine(settings.database_url),
        options.folder,
        by=options.by or whoever(),
        check_only=options.check,
        demonstration=options.demonstration,
    )
    return _tell(outcome, t)


def _twins(options, settings: Settings, t: Translator) -> int:
    """List pairs of codes, or bring in what was decided about one."""
    engine, kind = database.make_engine(settings.database_url), TWIN_KINDS[options.kind]
    if not options.codes:
        with database.reading(engine) as db:
            pairs, decided = twins.pairs(db, kind, duplicates.now(t.lang)), twins.decided(db, kind)
            waiting = twins.waiting(db, kind)
        for line in words_of_twins.lines(kind.name, pairs, waiting, decided, t):
            print(line)
        return 0
    chosen = f"same {options.stays}" if options.stays else ""
    chosen = "apart" if options.apart else "open" if options.take_back else chosen
    typed = {"code": options.codes[0], "other": options.codes[-1], "decision": chosen}
    typed |= {"reason": options.reason, "closed_on": options.closed_on}
    decision = duplicates.decided(kind, typed) if len(options.codes) == 2 else None
    if decision is None:
        return _refuse(t("Give two codes, and what they are."))
    try:
        outcome = decide(
            engine,
            decision,
            by=options.by or whoever(),
            places=PLACES,
            check_only=options.check,
        )
    except Undecidable as refused:
        return _refuse(t(words_of_twins.WRONG[refused.code]))
    return _tell(outcome, t)


def _tell(outcome: Outcome, t: Translator) -> int:
    """Print what came of an import; return the code with which the command ends."""
    for line in problems.report(outcome, t):
        print(line, file=sys.stderr if outcome.problems else sys.stdout)
    return 1 if outcome.problems else 0


def _publish(options, settings: Settings, t: Translator) -> int:
    as_of = options.as_of or quarter_end(ledger.today())
    expected = options.next_update or next_update(as_of)
    try:
        with database.writing(database.make_engine(settings.database_url)) as session:
            release = ledger.publish(
                session,
                as_of=as_of,
                next_update=expected,
                note=options.note,
                by=options.by or whoever(),
            )
            number, digest = release.number, release.content_hash
    except ledger.NothingToPublish:
        return _refuse(t("There is nothing new to publish."))
    except ledger.BadReleaseDate as error:
        words = trouble.RELEASE_DATES[error.rule.value]
        return _refuse(t(words, date=t.date(error.day), limit=t.date(error.limit)))
    print(
        t(
            "Release {number}, data to {date}: {hash}",
            number=number,
            date=t.date(as_of),
            hash=digest,
        )
    )
    return 0


def _remind(options, settings: Settings, t: Translator) -> int:
    """Send each person one letter a release; return 1 where one was not sent that should be."""
    if not options.check and not (settings.smtp_url and settings.mail_from):
        return _refuse(t("Set SMTP_URL and MAIL_FROM to send reminders, or use --check."))
    engine = database.make_engine(settings.database_url)
    try:
        with database.reading(engine) as db:
            owners = offices.owners(db, Filters(lang=t.lang))
            persons = reminders.people(options.people, owners)
            letters = [(each, *reminders.letter(db, each, settings)) for each in persons]
    except reminders.BadList as error:
        for line in mail.wrong(error.problems, t):
            print(line, file=sys.stderr)
        return 1
    except NotPublished:
        return _refuse(t("Nothing has been published yet."))
    due = [(person, release, letter) for person, release, letter in letters if letter]
    for person, _, letter in letters:
        if letter is None:
            print(mail.told("nothing", person.email, t))
    if options.check:
        for _, _, letter in due:
            print(f"{letter['To']}: {letter['Subject']}\n\n{letter.get_content()}")
        return 0
    return _send(engine, due, settings, t, again=options.again) if due else 0


def _send(engine: Engine, due: list, settings: Settings, t: Translator, *, again: bool) -> int:
    is_whole = True
    try:
        with reminders.mail_server(settings.smtp_url or "") as server:
            for person, release, letter in due:
                state = reminders.send(
                    engine, server, release, person, letter, again=again, by=whoever()
                )
                is_whole &= state in ("sent", "known")
                print(mail.told(state, person.email, t))
                if state == "lost":
                    break
    except reminders.BadServer as error:
        return _refuse(t("The mail server cannot be used: {reason}", reason=error))
    return 0 if is_whole else 1


def _backup(options, settings: Settings, t: Translator) -> int:
    try:
        held = backups.backup(settings.database_url, options.file, os.environ)
    except (backups.BadBackup, backups.MissingTool) as error:
        return _refuse(_about_backup(error, t))
    print(_kept(options.file, held, t))
    return 0


def _restore(options, settings: Settings, t: Translator) -> int:
    """Bring a backup back, after keeping what is there now in a file of its own."""
    address = settings.database_url
    before = options.file.with_name(f"{options.file.name}.before-{datetime.now():%Y%m%d-%H%M%S}")
    try:
        backups.check(address, options.file, os.environ)
        print(
            t(
                "What was there before: {words}",
                words=_kept(before, backups.backup(address, before, os.environ), t),
            )
        )
        backups.restore(address, options.file, os.environ)
        _note_restored(address, options.file)
    except (backups.BadBackup, backups.MissingTool) as error:
        return _refuse(_about_backup(error, t))
    print(
        t(
            "Brought back. If the program is newer than the backup, run: {command}",
            command="python -m dashboard prepare",
        )
    )
    return 0


def _note_restored(address: str, file: Path) -> None:
    """Write into the journal that came back that it did; an older one is brought up to date first,
    by whoever is told so."""
    engine = database.make_engine(address)
    try:
        with database.writing(engine) as session:
            by, where = whoever(), journal.COMMAND
            journal.note(session, what="restored", subject=file.name, by=by, where=where)
    except DatabaseTrouble as error:
        if error.trouble is not database.Trouble.OLDER:
            raise
    finally:
        engine.dispose()


def _kept(file: Path, held: backups.Contents, t: Translator) -> str:
    return t(
        "{file}: imports {imports}, releases {releases}; checked.",
        file=file, imports=t.number(held.imports), releases=t.number(held.releases),
    )  # fmt: skip


def _about_backup(error: backups.BadBackup | backups.MissingTool, t: Translator) -> str:
    if isinstance(error, backups.MissingTool):
        return t("The program {name} of PostgreSQL is not on this machine.", name=error)
    told = f" ({error.__cause__})" if error.code == "refused" else ""
    return t(trouble.BACKUPS[error.code]) + told


def _verify(options, settings: Settings, t: Translator) -> int:
    with database.reading(database.make_engine(settings.database_url)) as db:
        breaks, count = ledger.verify(db), len(ledger.releases(db))
        changed, lines = journal.verify(db), journal.count(db)
    for each in breaks:
        what = each.table or t("hash chain")
        print(t("Release {number} differs: {what}", number=each.release, what=what))
    for number in changed:
        print(
            t(
                "Line {number} of the journal was changed, or one before it taken out.",
                number=number,
            )
        )
    if not breaks:
        print(
            t.plural(
                "{n} release follows from the facts.", "{n} releases follow from the facts.", count
            )
        )
    if not changed:
        print(
            t.plural(
                "{n} line of the journal is unchanged.",
                "{n} lines of the journal are unchanged.",
                lines,
            )
        )
    return 1 if breaks or changed else 0


def _account(options, settings: Settings, t: Translator) -> int:
    """Add an account or find one, and print a new link for it, which is kept nowhere."""
    by = accounts.Author(whoever())
    try:
        with database.writing(database.make_engine(settings.database_url)) as session:
            if options.role:
                account = accounts.create(session, options.name, options.shown, options.role, by)
                session.flush()
            else:
                account = accounts.named(session, options.name)
            word = accounts.make_link(session, account.id, by)
    except accounts.Refused as error:
        return _refuse(t(FAULTS[error.fault.value]))
    print(t("With this link a password is chosen once, within 24 hours:"))
    print(f"{settings.opened_at}{urls.RESET}{word}")
    return 0


def _demo(options, settings: Settings, t: Translator) -> int:
    if options.write:
        for step in demonstration.write(options.write, options.scale, options.parts):
            for file in (*step.files, *filter(None, [step.photos])):
                print(file)
        return 0
    engine = database.make_engine(settings.database_url)
    load_demonstration(engine, lambda line: print(line, flush=True), options.scale, options.parts)
    return 0


def _templates(options, settings: Settings, t: Translator) -> int:
    for path in templates.write(options.folder, t):
        print(path)
    return 0


def _translations(options, settings: Settings, t: Translator) -> int:
    for line in translations.update():
        print(line)
    return 0
