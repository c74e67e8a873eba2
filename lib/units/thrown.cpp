#include "units/thrown.hpp"

#include <exception>
#include <string>

#include <fmt/format.h>

namespace migrate::units {

Error thrown_error(std::string_view who, std::string_view hint, const support::Source* source) {
  const auto error = [&](std::string_view what) {
    Error result(
        ErrorCode::unit_error,
        fmt::format("the {} threw an exception: {}", who, what),
        std::string(hint));
    return source == nullptr ? result : result.with_place({.file = source->path});
  };
  try {
    throw;
  } catch (const Error& thrown) {
    return thrown;
  } catch (const std::exception& thrown) {
    return error(thrown.what());
  } catch (const char* text) {
    return error(text == nullptr ? "" : text);
  } catch (const std::string& text) {
    return error(text);
  } catch (...) {
    return error("one that is no std::exception");
  }
}

}  // namespace migrate::units
