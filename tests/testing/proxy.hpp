#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace migrate::testing {

/// A network between a client and the cluster's server that can be cut: listens on a port of the
/// loopback interface and passes everything on, both ways.
class Proxy final {
 public:
  /// `socket`: the folder of the server's socket.
  explicit Proxy(const std::string& socket);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  int port() const { return port_; }

  /// The URL of a database of the cluster through this proxy.
  std::string url_of(const std::string& database) const;

  /// Drops every connection; later ones are accepted and dropped.
  void cut();

 private:
  void serve();
  void pass(int from, int to);
  void accept_one();

  std::string target_;
  int listener_{-1};
  int port_{0};
  std::atomic<bool> is_cut_{false};
  std::atomic<bool> is_ending_{false};
  std::mutex mutex_{};
  std::vector<int> sockets_{};
  std::vector<std::thread> threads_{};
  std::thread server_{};
};

}  // namespace migrate::testing
