# What scripts/demo and scripts/test share. To be sourced, from the root of the repository.

build_packages=(
  ccache
  cmake
  g++
  libcli11-dev
  libfmt-dev
  libpq-dev
  libsqlite3-dev
  libssl-dev
  libyaml-cpp-dev
  ninja-build
  nlohmann-json3-dev
)
test_packages=(
  catch2
  pgbouncer
  postgresql-common
  procps
  python3
  sqlite3
  util-linux
)

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_packages NAME..: installs those that are missing, and asks for no password when none is.
install_packages() {
  local missing=() name
  for name in "$@"; do
    is_installed "$name" || missing+=("$name")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0

  echo "installing ${missing[*]}"
  as_root apt-get -q update || echo "no fresh package lists; going on with those that are here" >&2
  without_services apt_install "${missing[@]}"
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
    install --no-install-recommends "$@"
}

# The server for the tests' private cluster: any version that is here, or Debian's. A fresh package
# would create and start a cluster of its own, which nobody has asked for.
install_postgresql() (
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return 0

  settings=/etc/postgresql-common/createcluster.conf
  as_root cp -p "$settings" "$settings.before"
  trap 'as_root mv "$settings.before" "$settings"' EXIT
  echo 'create_main_cluster = false' | as_root tee -a "$settings" >/dev/null
  install_packages postgresql-15
)

# without_services COMMAND..: runs it while packages may not start services (pgbouncer would).
without_services() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  "$@"
)

# install_test_packages NAME..: packages, the PostgreSQL server, and no pgbouncer at the next boot.
install_test_packages() {
  local had_pgbouncer=yes
  is_installed pgbouncer || had_pgbouncer=no
  install_packages "$@"
  install_postgresql
  if [ "$had_pgbouncer" = no ] && [ -d /run/systemd/system ]; then
    as_root systemctl --quiet disable pgbouncer
  fi
}
