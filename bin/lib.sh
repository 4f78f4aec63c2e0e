# Shared by the commands in bin/. Sourced, never run.

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# What the programs are built against.
libraries=(libssl-dev libpq-dev libsqlite3-dev libvips-dev libjemalloc-dev libxlsxwriter-dev
  libminizip-dev libexpat1-dev libqrencode-dev)

# Installs those of the given Debian packages that are missing, and says so.
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ "${#missing[@]}" -eq 0 ] && return 0
  say "Installing ${missing[*]}"
  as_root apt-get update -qq && \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
