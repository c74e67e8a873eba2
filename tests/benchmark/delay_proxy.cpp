// delay_proxy SOCKET MILLISECONDS: listens on a port of the loopback interface, which it prints,
// and passes everything on to a Unix socket and back, each way that much later. Ends when its
// standard input does. The bandwidth is not limited: bytes wait for their time, not for one
// another.
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iterator>
#include <list>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

/// Bytes on their way; none: the sender has closed its end.
struct Chunk {
  Clock::time_point due{};
  std::string bytes{};
};

/// One direction of a connection.
class Pipe final {
 public:
  Pipe(int from, int to, Clock::duration delay) : from_(from), to_(to), delay_(delay) {}

  int from() const { return from_; }
  int to() const { return to_; }
  bool is_reading() const { return is_reading_; }
  bool is_over() const { return !is_reading_ && chunks_.empty(); }
  bool is_blocked() const { return is_blocked_; }

  /// When there is something to pass on; never, when nothing is on its way or the other end is
  /// full.
  Clock::time_point due() const {
    return chunks_.empty() || is_blocked_ ? Clock::time_point::max() : chunks_.front().due;
  }

  /// Takes in what has arrived.
  void take() {
    std::array<char, 1U << 16U> buffer{};
    const ssize_t count = ::recv(from_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    const std::size_t size = count > 0 ? static_cast<std::size_t>(count) : 0;
    is_reading_ = size > 0;
    chunks_.push_back({Clock::now() + delay_, std::string(buffer.data(), size)});
  }

  /// Passes on what is due.
  void pass(Clock::time_point now) {
    is_blocked_ = false;
    while (!chunks_.empty() && chunks_.front().due <= now && !is_blocked_)
      pass_first();
  }

 private:
  void pass_first() {
    std::string& bytes = chunks_.front().bytes;
    if (bytes.empty()) {
      ::shutdown(to_, SHUT_WR);
      chunks_.pop_front();
      return;
    }
    const ssize_t count = ::send(to_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
      is_blocked_ = true;
    } else if (count < 0) {
      chunks_.clear();
      is_reading_ = false;
    } else if (static_cast<std::size_t>(count) < bytes.size()) {
      bytes.erase(0, static_cast<std::size_t>(count));
    } else {
      chunks_.pop_front();
    }
  }

  int from_;
  int to_;
  Clock::duration delay_;
  std::deque<Chunk> chunks_{};
  bool is_reading_{true};
  bool is_blocked_{false};
};

/// A client and its connection to the server.
class Connection final {
 public:
  Connection(int client, int server, Clock::duration delay)
      : client_(client),
        server_(server),
        pipes_{Pipe(client, server, delay), Pipe(server, client, delay)} {}
  ~Connection() {
    ::close(client_);
    ::close(server_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool is_over() const { return std::ranges::all_of(pipes_, &Pipe::is_over); }
  std::array<Pipe, 2>& pipes() { return pipes_; }

 private:
  int client_;
  int server_;
  std::array<Pipe, 2> pipes_;
};

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(EXIT_FAILURE);
}

int listen_on_loopback() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // The socket interface takes every kind of address through this cast.
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  if (::bind(listener, any, size) != 0 || ::listen(listener, SOMAXCONN) != 0 ||
      ::getsockname(listener, any, &size) != 0) {
    fail("listen");
  }
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return listener;
}

int connect_to(const std::string& path) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(std::data(address.sun_path), sizeof address.sun_path - 1);
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("connect");
  }
  return server;
}

class Proxy final {
 public:
  Proxy(std::string target, Clock::duration delay)
      : target_(std::move(target)), delay_(delay), listener_(listen_on_loopback()) {}

  /// Until standard input ends.
  void serve() {
    while (wait()) {
      if (has_arrived(listener_)) accept();
      for (Connection& connection : connections_) {
        for (Pipe& pipe : connection.pipes()) {
          if (pipe.is_reading() && has_arrived(pipe.from())) pipe.take();
          pipe.pass(Clock::now());
        }
      }
      connections_.remove_if([](const Connection& connection) { return connection.is_over(); });
    }
  }

 private:
  void accept() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const int at_once = 1;
    ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    connections_.emplace_back(client, connect_to(target_), delay_);
  }

  /// Until something arrives, fits again, or is due; false when standard input has ended.
  bool wait() {
    polled_.clear();
    watch(STDIN_FILENO, POLLIN);
    watch(listener_, POLLIN);
    auto due = Clock::time_point::max();
    for (Connection& connection : connections_) {
      for (const Pipe& pipe : connection.pipes()) {
        if (pipe.is_reading()) watch(pipe.from(), POLLIN);
        if (pipe.is_blocked()) watch(pipe.to(), POLLOUT);
        due = std::min(due, pipe.due());
      }
    }
    poll_until(due);
    return polled_.front().revents == 0;
  }

  void watch(int file, short events) {
    polled_.push_back({.fd = file, .events = events, .revents = 0});
  }

  void poll_until(Clock::time_point due) {
    using std::chrono::nanoseconds;
    timespec timeout{};
    const auto left = std::max(due - Clock::now(), Clock::duration::zero());
    constexpr long long in_a_second = 1'000'000'000;
    const auto count = std::chrono::duration_cast<nanoseconds>(left).count();
    timeout.tv_sec = count / in_a_second;
    timeout.tv_nsec = count % in_a_second;
    const bool is_forever = due == Clock::time_point::max();
    if (::ppoll(polled_.data(), polled_.size(), is_forever ? nullptr : &timeout, nullptr) < 0) {
      for (pollfd& each : polled_)
        each.revents = 0;
    }
  }

  bool has_arrived(int socket) const {
    return std::ranges::any_of(polled_, [socket](const pollfd& each) {
      return each.fd == socket && (each.revents & (POLLIN | POLLHUP | POLLERR)) != 0;
    });
  }

  std::string target_;
  Clock::duration delay_;
  int listener_;
  std::list<Connection> connections_{};
  std::vector<pollfd> polled_{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: delay_proxy SOCKET MILLISECONDS\n", stderr);
    return EXIT_FAILURE;
  }
  const std::chrono::duration<double, std::milli> delay(std::strtod(argv[2], nullptr));
  Proxy(argv[1], std::chrono::duration_cast<Clock::duration>(delay)).serve();
  return EXIT_SUCCESS;
}
