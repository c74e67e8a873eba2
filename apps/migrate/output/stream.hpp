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

  /// Errors: internal when the text cannot be written.
  void write(std::string_view text);
  void flush();

 private:
  void check(int failure);

  std::FILE* file_;
  Style style_;
  bool reader_gone_{false};
};

/// How text may look on a stream: colour and cutting on a terminal only, unless `choice` or the
/// environment (NO_COLOR, FORCE_COLOR, TERM=dumb) says otherwise.
Style style_for(std::FILE* file, cli::ColorChoice choice, const config::Environment& environment);

}  // namespace migrate::output
