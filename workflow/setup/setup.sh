#!/bin/sh
# Prepares the machine for everything that the Makefile runs: the system's Pango and HarfBuzz, the virtual environment
# .venv, uv by its hashes (uv.txt), and the packages of uv.lock. When nothing has changed since the last time it ends at
# once, without a word.
#
#   make setup [PYTHON=/path/to/python3.12]
#
# Exit codes: 0; 1 a download or an installation failed (the end of the log is shown); 12 something is missing that the
# user must install (what, and the command, is printed).

set -eu
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV
CDPATH='' cd -- "$(dirname -- "$0")/../.."

venv_python=.venv/bin/python
stamp=.venv/setup.done # what the finished environment was made from; absent while it is being made
unfinished=.venv/setup.unfinished
log=results/logs/setup.log

say() {
    printf 'set-up: %s\n' "$*" >&2
}

stop_for() { # a missing prerequisite, in words
    say "$*"
    exit 12
}

run_logged() {
    printf '\n$ %s\n' "$*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null
}

show_log() { # the end of what the last command printed
    awk '/^\$ / { text = "" } { text = text "    " $0 "\n" } END { printf "%s", text }' "$log" | tail -n 25 >&2
    say "the whole log is in $log"
}

run_or_stop() {
    run_logged "$@" && return
    say "this did not work: $*"
    show_log
    exit 1
}

version_of() { # an interpreter; prints nothing if it does not run
    "$1" -I -S -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null || :
}

is_supported() { # a version
    case $1 in
    3.11.* | 3.12.* | 3.13.*) true ;;
    *) false ;;
    esac
}

# One line, `<version> <sha256 of what decides the packages> <folder>`: an environment is tied to its interpreter and to
# its folder, because both are written into the commands in .venv/bin.
describe_environment() {
    "$venv_python" -I -S -c '
import hashlib, os, sys
inputs = [open(name, "rb").read() for name in sys.argv[1:]]
digest = hashlib.sha256(b"\0".join(inputs)).hexdigest()
print("%d.%d.%d" % sys.version_info[:3], digest, os.getcwd())
' uv.lock pyproject.toml workflow/setup/uv.txt workflow/setup/setup.sh workflow/setup/system_packages.py
}

is_ready() {
    [ -e "$stamp" ] && [ "$(describe_environment 2>/dev/null)" = "$(cat "$stamp")" ] &&
        { [ -z "${PYTHON:-}" ] || [ "$(version_of "$PYTHON")" = "$(version_of "$venv_python")" ]; }
}

# Prints why the existing .venv cannot be used or brought up to date; nothing if it can.
reason_to_replace() {
    version=$(version_of "$venv_python")
    if [ -z "$version" ]; then
        echo "its Python does not run"
    elif ! is_supported "$version"; then
        echo "it has Python $version"
    elif [ -n "${PYTHON:-}" ] && [ "$version" != "$(version_of "$PYTHON")" ]; then
        echo "it has Python $version, and PYTHON=$PYTHON is another"
    elif [ -e "$unfinished" ]; then
        echo "an earlier set-up did not finish"
    elif [ ! -e .venv/bin/pip ]; then
        echo "it has no pip"
    elif [ -e "$stamp" ]; then
        read -r old_version _ old_folder <"$stamp" || :
        if [ "$old_version" != "$version" ]; then
            echo "its Python was $old_version and is now $version"
        elif [ "$old_folder" != "$(pwd -P)" ]; then
            echo "it was made in another folder, $old_folder"
        fi
    fi
}

# Sets `python` to one outside of any environment: an activated .venv may be the one that is about to be removed.
find_python() {
    choose_python
    python=$("$python" -I -S -c 'import sys; print(sys._base_executable)')
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        python=$PYTHON
        version=$(version_of "$python")
        is_supported "$version" ||
            stop_for "PYTHON=$PYTHON is ${version:+Python }${version:-not a Python that runs}." \
                "Python 3.11, 3.12 or 3.13 is needed."
        return
    fi
    for python in python3 python3.13 python3.12 python3.11; do
        if is_supported "$(version_of "$python")"; then return; fi
    done
    stop_for "Python 3.11, 3.12 or 3.13 is needed and was not found." \
        "Install one, or name it: make PYTHON=/path/to/python3.12 …"
}

find_missing_packages() { # venv, if a virtual environment must be made
    "$python" -I -S workflow/setup/system_packages.py "$@"
}

# All that is missing is asked for at once, before anything is downloaded.
install_system_packages() { # as find_missing_packages
    missing=$(find_missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(uname)" = Darwin ]; then
        stop_for "Pango or HarfBuzz is missing. Run this, then make again: brew install pango harfbuzz" \
            "(if they are installed, take the Python that finds them: make PYTHON=\"\$(brew --prefix)/bin/python3.13\" …)"
    elif [ ! -e /etc/debian_version ] || ! command -v apt-get >/dev/null; then
        stop_for "system packages are missing, by their names in Debian: $missing." \
            "Install them with your system's package manager, then make again."
    fi
    sudo=$(command -v sudo || :)
    install="apt-get install --yes --no-install-recommends $missing"
    if [ "$(id -u)" = 0 ] || { [ -n "$sudo" ] && sudo -n true 2>/dev/null; }; then
        say "system packages: $missing"
        if install_with_apt && [ -z "$(find_missing_packages "$@")" ]; then return; fi
        show_log
    fi
    say "system packages are missing: $missing"
    if [ -n "$sudo" ]; then
        stop_for "run this, then make again: sudo apt-get update && sudo $install"
    else
        stop_for "run this as root, then make again: apt-get update && $install"
    fi
}

install_with_apt() {
    as_root='env DEBIAN_FRONTEND=noninteractive'
    if [ "$(id -u)" != 0 ]; then as_root="sudo -n $as_root"; fi
    # shellcheck disable=SC2086 # the words of $as_root and $install are meant to be split
    run_logged $as_root apt-get update && run_logged $as_root $install
}

make_environment() {
    say "virtual environment in .venv, Python $(version_of "$python")"
    rm -rf .venv/bin .venv # bin first: if this is interrupted, what remains must not look like an environment
    mkdir .venv
    : >"$unfinished"
    run_or_stop "$python" -I -m venv .venv
}

install_packages() {
    say "uv, by the hashes in workflow/setup/uv.txt"
    run_or_stop "$venv_python" -I -m pip install --disable-pip-version-check --require-hashes -r workflow/setup/uv.txt
    # Compiled here, because a machine may forbid Python to write bytecode; imports then take four times as long.
    say "packages of uv.lock (the first time this takes a minute or more)"
    run_or_stop env UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv \
        .venv/bin/uv sync --frozen --no-progress --compile-bytecode --python "$venv_python"
}

if is_ready; then exit 0; fi

mkdir -p "$(dirname "$log")"
: >"$log"
replace=$(reason_to_replace)
if [ -z "$replace" ]; then
    python=$venv_python
    install_system_packages
else
    find_python
    install_system_packages venv
    if [ -e .venv ]; then say ".venv is made anew: $replace"; fi
    make_environment
fi
rm -f "$stamp"
: >"$unfinished"
install_packages
describe_environment >"$unfinished"
mv "$unfinished" "$stamp"
say "done"
