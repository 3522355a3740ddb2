# shellcheck shell=bash
# Shared by ./start and ./check: what a fresh Debian or Ubuntu machine still needs. Sourced by bash from the root of the checkout.

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

need_swift() {
    command -v swift >/dev/null 2>&1 || stop "Swift is not installed (no 'swift' in PATH). Huiyin needs Swift 6.2 or newer.
Install it as https://www.swift.org/install/linux/ says, open a new shell, and run this again."
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case "$version" in
        [0-5].* | 6.0 | 6.1) stop "Swift $version is too old; Huiyin needs 6.2 or newer. See https://www.swift.org/install/linux/" ;;
    esac
}

# The Debian packages of those needs that are not met, on one line. A need is met by what it gives, wherever it came from.
missing_packages() {
    local need
    for need in "$@"; do
        case "$need" in
            git | python3 | pkg-config) command -v "$need" >/dev/null 2>&1 || printf '%s ' "$need" ;;
            ca-certificates) [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -n "${SSL_CERT_FILE:-}" ] || printf '%s ' "$need" ;;
            libsqlite3-dev) pkg-config --exists sqlite3 2>/dev/null || printf '%s ' "$need" ;;
            libsodium-dev) pkg-config --exists libsodium 2>/dev/null || printf '%s ' "$need" ;;
            libzip-dev) pkg-config --exists libzip 2>/dev/null || printf '%s ' "$need" ;;
            libexpat1-dev) pkg-config --exists expat 2>/dev/null || printf '%s ' "$need" ;;
            libxlsxwriter-dev) pkg-config --exists xlsxwriter 2>/dev/null || printf '%s ' "$need" ;;
            # Foundation's networking, with which webhooks are sent, is built upon it.
            libcurl4) PATH=$PATH:/sbin ldconfig -p 2>/dev/null | grep -q 'libcurl\.so\.4' || printf '%s ' "$need" ;;
            python3-venv) python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || printf '%s ' "$need" ;;
            gcc) command -v cc >/dev/null 2>&1 || printf '%s ' "$need libc6-dev" ;;
            chromium) chromium_path >/dev/null || printf '%s ' "$need" ;;
            *) dpkg-query -W -f '${Status}' "$need" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$need" ;;
        esac
    done
}

chromium_path() {
    [ -n "${CHROMIUM:-}" ] && { printf '%s\n' "$CHROMIUM"; return; }
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

install_packages() {
    local missing
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null 2>&1 || stop "This machine has no apt-get, and these are missing (Debian's names): $missing
Install what corresponds to them and run this again."
    local sudo=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || stop "These Debian packages are missing: $missing
Run as root: apt-get update && apt-get install --no-install-recommends $missing"
        sudo="sudo"
    fi
    say "Installing Debian packages: $missing"
    # shellcheck disable=SC2086 # the list is meant to split
    if ! { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing; } \
        >"$LOGS/apt.log" 2>&1 </dev/null; then
        tail -n 15 "$LOGS/apt.log" >&2
        stop "apt-get could not install: $missing (the whole log: $LOGS/apt.log)"
    fi
    missing=$(missing_packages "$@")
    [ -z "$missing" ] || stop "Installed, but still not found: $missing. See $LOGS/apt.log"
}

# htmx and the icons, by pinned hash; nothing happens when they are there and as pinned.
fetch_assets() {
    local vendor=Share/static/vendor python=python3
    python3 scripts/fetch_assets.py --dest "$vendor" --check >/dev/null 2>&1 && return 0
    if ! python3 -m pip --version >/dev/null 2>&1; then
        install_packages python3-venv
        [ -x .venv-setup/bin/pip ] || python3 -m venv .venv-setup || stop "python3 -m venv failed; install the package python3-venv"
        python=.venv-setup/bin/python
    fi
    say "Fetching front-end files by pinned hash"
    "$python" scripts/fetch_assets.py --dest "$vendor" || stop "The front-end files could not be fetched. The first set-up needs a Python package index (pip's settings are honoured)."
}

# Runs a build quietly, with a line every few seconds: [n/m], what it is at, seconds so far. The whole output is in the log.
build_with_progress() {
    local log=$1 begun=$SECONDS at
    shift
    "$@" >"$log" 2>&1 </dev/null &
    BUILD_PID=$!
    trap 'kill "$BUILD_PID" 2>/dev/null; exit 130' INT TERM
    while kill -0 "$BUILD_PID" 2>/dev/null; do
        sleep 1
        [ $(((SECONDS - begun) % 5)) = 0 ] || continue
        at=$(grep -E '^\[[0-9]+/[0-9]+\]' "$log" | tail -n 1 | cut -c 1-70)
        say "  $(printf '%4d' $((SECONDS - begun))) s  ${at:-$(tail -n 1 "$log" | cut -c 1-70)}"
    done
    trap - INT TERM
    if ! wait "$BUILD_PID"; then
        grep -E 'error:' "$log" | head -n 20 >&2 || tail -n 30 "$log" >&2
        say "The build failed (the whole log: $log)" >&2
        return 1
    fi
    say "  built in $((SECONDS - begun)) s"
}
