#pragma once

#include <migrate/text.hpp>

// NOLINTBEGIN(google-explicit-constructor): what a unit writes becomes what it means
namespace migrate {

/// A column of a result: by its place, from 0, or by its name.
class ColumnRef {
 public:
  constexpr ColumnRef(int index) : index_(index) {}
  constexpr ColumnRef(const char* name) : name_(name) {}
  constexpr ColumnRef(Text name) : name_(name) {}

  constexpr int index() const { return index_; }
  /// Empty: by its place.
  constexpr Text name() const { return name_; }

 private:
  int index_{-1};
  Text name_{};
};

/// What a query has returned. The tool's side of Rows; units use Rows.
class Result {
 public:
  virtual std::size_t size() const = 0;
  virtual bool is_null(std::size_t row, ColumnRef column) const = 0;
  virtual Text text(std::size_t row, ColumnRef column) const = 0;
  virtual long long integer(std::size_t row, ColumnRef column) const = 0;
  virtual double real(std::size_t row, ColumnRef column) const = 0;
  virtual bool boolean(std::size_t row, ColumnRef column) const = 0;
  /// Frees the rows.
  virtual void release() = 0;

 protected:
  Result() = default;
  ~Result() = default;
  Result(const Result&) = default;
  Result& operator=(const Result&) = default;
};

/// A row of a result. Lives as long as its Rows. A column that does not exist, a NULL that was not
/// asked for with `is_null`, and a value of another kind end the unit with an error that names the
/// column.
class Row {
 public:
  Row(const Result& result, std::size_t index) : result_(&result), index_(index) {}

  bool is_null(ColumnRef column) const { return result_->is_null(index_, column); }
  /// Any value, as the database writes it.
  Text text(ColumnRef column) const { return result_->text(index_, column); }
  long long integer(ColumnRef column) const { return result_->integer(index_, column); }
  double real(ColumnRef column) const { return result_->real(index_, column); }
  bool boolean(ColumnRef column) const { return result_->boolean(index_, column); }

 private:
  const Result* result_;
  std::size_t index_;
};

/// The rows of a query: `for (const Row row : op.query("SELECT id FROM users")) ...`.
class Rows {
 public:
  class Iterator {
   public:
    Iterator(const Result& result, std::size_t index) : result_(&result), index_(index) {}
    Row operator*() const { return {*result_, index_}; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const Result* result_;
    std::size_t index_;
  };

  explicit Rows(Result& result) : result_(&result) {}
  ~Rows() {
    if (result_ != nullptr) result_->release();
  }
  Rows(Rows&& other) noexcept : result_(other.result_) { other.result_ = nullptr; }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows& operator=(Rows&&) = delete;

  std::size_t size() const { return result_->size(); }
  bool empty() const { return size() == 0; }
  Row operator[](std::size_t index) const { return {*result_, index}; }
  Iterator begin() const { return {*result_, 0}; }
  Iterator end() const { return {*result_, size()}; }

 private:
  Result* result_;
};

}  // namespace migrate
// NOLINTEND(google-explicit-constructor)
