#include "units/cpp_library.hpp"

#include <cstdlib>
#include <cxxabi.h>
#include <memory>
#include <string_view>

#include <dlfcn.h>

namespace migrate::units {
namespace {

struct Free {
  void operator()(char* text) const {
    std::free(text);  // NOLINT(cppcoreguidelines-no-malloc): the demangler has allocated it
  }
};

std::string demangle(const std::string& symbol) {
  int status = 0;
  const std::unique_ptr<char, Free> name(
      ::abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status));
  return name == nullptr ? symbol : std::string(name.get());
}

std::string failure_text() {
  const char* const text = ::dlerror();
  return text == nullptr ? "no reason is known" : text;
}

std::string find_undefined_symbol(std::string_view failure) {
  constexpr std::string_view words = "undefined symbol: ";
  const std::size_t at = failure.find(words);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = failure.substr(at + words.size());
  return demangle(std::string(rest.substr(0, rest.find_first_of(", \t("))));
}

}  // namespace

const abi::Unit* CppLibrary::find(const std::string& revision) const {
  if (library == nullptr || library->version != abi::version) return nullptr;
  for (int i = 0; i < library->count; ++i) {
    if (library->units[i].revision == revision) return &library->units[i];
  }
  return nullptr;
}

CppLibrary open_library(const std::string& path) {
  void* const handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    std::string failure = failure_text();
    std::string symbol = find_undefined_symbol(failure);
    return {.failure = std::move(failure), .undefined_symbol = std::move(symbol)};
  }
  void* const function = ::dlsym(handle, "migrate_library");
  if (function == nullptr) return {.failure = failure_text()};
  // POSIX lets a pointer that dlsym returns be one to a function.
  const auto migrate_library = reinterpret_cast<const abi::Library* (*)()>(function);
  return {.library = migrate_library()};
}

}  // namespace migrate::units
