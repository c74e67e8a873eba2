#pragma once

#include <cstddef>
#include <initializer_list>

// NOLINTBEGIN(google-explicit-constructor): what a unit writes becomes what it means
namespace migrate {

/// Characters that somebody else owns: a literal, a std::string, a std::string_view, or anything
/// with `data()` and `size()`. UTF-8. Whoever is given one copies what is to be kept.
class Text {
 public:
  constexpr Text() = default;
  constexpr Text(const char* text) : data_(text) {
    while (text != nullptr && text[size_] != '\0')
      ++size_;
  }
  constexpr Text(const char* data, std::size_t size) : data_(data), size_(size) {}
  template <typename String>
  requires requires(const String& s) {
    static_cast<const char*>(s.data());
    s.size();
  }
  constexpr Text(const String& text) : data_(text.data()), size_(text.size()) {}

  constexpr const char* data() const { return data_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }

  friend constexpr bool operator==(Text a, Text b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t i = 0; i < a.size_; ++i) {
      if (a.data_[i] != b.data_[i]) return false;
    }
    return true;
  }

 private:
  const char* data_{nullptr};
  std::size_t size_{0};
};

// The array behind `{a, b}` lives until the call is over, which is as long as a List is used.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winit-list-lifetime"
#endif

/// Items that somebody else owns, for the length of one call: `{a, b}`, or anything with `data()`
/// and `size()`.
template <typename T>
class List {
 public:
  constexpr List() = default;
  constexpr List(std::initializer_list<T> items) : data_(items.begin()), size_(items.size()) {}
  constexpr List(const T* data, std::size_t size) : data_(data), size_(size) {}
  template <typename Container>
  requires requires(const Container& c) {
    static_cast<const T*>(c.data());
    c.size();
  }
  constexpr List(const Container& items) : data_(items.data()), size_(items.size()) {}

  constexpr const T* begin() const { return data_; }
  constexpr const T* end() const { return data_ + size_; }
  constexpr const T* data() const { return data_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }

 private:
  const T* data_{nullptr};
  std::size_t size_{0};
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// A short list that holds its items itself, so that it may be kept in a variable. Items beyond
/// `Capacity` are only counted; whoever reads the list refuses it then (`is_too_long`).
template <typename T, std::size_t Capacity>
class Few {
 public:
  static constexpr std::size_t capacity = Capacity;

  constexpr Few() = default;
  constexpr Few(std::initializer_list<T> items) { add_all(items); }
  template <typename Container>
  requires requires(const Container& c) {
    T(*c.begin());
    c.end();
  }
  constexpr Few(const Container& items) { add_all(items); }

  constexpr const T* begin() const { return items_; }
  constexpr const T* end() const { return items_ + (is_too_long() ? Capacity : size_); }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr bool is_too_long() const { return size_ > Capacity; }

 private:
  template <typename Items>
  constexpr void add_all(const Items& items) {
    for (const auto& item : items) {
      if (size_ < Capacity) items_[size_] = T(item);
      ++size_;
    }
  }

  T items_[Capacity]{};
  std::size_t size_{0};
};

/// Names of columns: as many as an index or a key may have (PostgreSQL: 32).
using Names = Few<Text, 32>;

/// A value, or nothing.
template <typename T>
class Optional {
 public:
  constexpr Optional() = default;
  /// Of a value, or of what becomes one: Optional<Text> of a literal.
  template <typename U>
  requires requires(const U& value) { T{value}; }
  constexpr Optional(const U& value) : value_{value}, has_value_(true) {}
  constexpr Optional(const T& value) : value_(value), has_value_(true) {}

  constexpr bool has_value() const { return has_value_; }
  /// Only when there is one.
  constexpr const T& value() const { return value_; }

 private:
  T value_{};
  bool has_value_{false};
};

}  // namespace migrate
// NOLINTEND(google-explicit-constructor)
