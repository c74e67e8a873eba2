#pragma once

#include <cstdio>
#include <string_view>

#include "config/environment.hpp"
#include "migrate/options.hpp"
#include "migrate/output/style.hpp"

namespace migrate::output {

/// Standard output or standard error. A reader that has gone away (`| head`) is no error; a full
/// disk is one.
class Stream final {
 public:
  Stream(std::FILE* file, Style style) : file_(file), style_(style) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() = default;

  const Style& style() const { return style_; }

  /// A failure to write is remembered, and `flush` says it.
  void write(std::string_view text);

  /// Errors: internal when some of the text could not be written.
  void flush();

 private:
  std::FILE* file_;
  Style style_;
  int failure_{0};  // the system's number for it
};

/// How text may look on a stream: colour and cutting on a terminal only, unless `choice` or the
/// environment (NO_COLOR, FORCE_COLOR, TERM=dumb) says otherwise.
Style style_for(std::FILE* file, cli::ColorChoice choice, const config::Environment& environment);

}  // namespace migrate::output
