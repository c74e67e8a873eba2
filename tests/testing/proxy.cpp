#include "testing/proxy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <system_error>

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace migrate::testing {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

int listen_on_loopback() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // The socket interface takes every kind of address through this cast.
  if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, SOMAXCONN) != 0) {
    fail("listen");
  }
  return listener;
}

int port_of(int listener) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    fail("getsockname");
  return ntohs(address.sin_port);
}

int connect_to(const std::string& path) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::copy_n(path.begin(), std::min(path.size(), sizeof address.sun_path - 1), address.sun_path);
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(server);
    return -1;
  }
  return server;
}

}  // namespace

Proxy::Proxy(const std::string& socket)
    : target_(socket + "/.s.PGSQL.5432"),
      listener_(listen_on_loopback()),
      port_(port_of(listener_)),
      server_([this] { serve(); }) {}

Proxy::~Proxy() {
  is_ending_ = true;
  cut();
  ::shutdown(listener_, SHUT_RDWR);
  server_.join();
  for (std::thread& thread : threads_)
    thread.join();
  for (const int socket : sockets_)
    ::close(socket);
  ::close(listener_);
}

std::string Proxy::url_of(const std::string& database) const {
  return fmt::format("postgresql://postgres@127.0.0.1:{}/{}", port_, database);
}

void Proxy::cut() {
  const std::lock_guard guard(mutex_);
  is_cut_ = true;
  for (const int socket : sockets_)
    ::shutdown(socket, SHUT_RDWR);
}

void Proxy::serve() {
  while (!is_ending_)
    accept_one();
}

void Proxy::accept_one() {
  const int client = ::accept(listener_, nullptr, nullptr);
  if (client < 0) return;
  const int server = is_cut_ ? -1 : connect_to(target_);
  if (server < 0) {
    ::close(client);
    return;
  }
  const std::lock_guard guard(mutex_);
  sockets_.insert(sockets_.end(), {client, server});
  threads_.emplace_back([this, client, server] { pass(client, server); });
  threads_.emplace_back([this, client, server] { pass(server, client); });
}

void Proxy::pass(int from, int to) {
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const ssize_t count = ::recv(from, buffer.data(), buffer.size(), 0);
    if (count <= 0) break;
    for (ssize_t sent = 0; sent < count;) {
      const auto left = static_cast<std::size_t>(count - sent);
      const ssize_t written = ::send(to, buffer.data() + sent, left, MSG_NOSIGNAL);
      if (written <= 0) break;
      sent += written;
    }
  }
  ::shutdown(to, SHUT_WR);
}

}  // namespace migrate::testing
