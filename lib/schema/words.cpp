#include "schema/words.hpp"

namespace migrate::schema {

std::string_view word(Action action) {
  switch (action) {
    case Action::no_action: return "no_action";
    case Action::restrict: return "restrict";
    case Action::cascade: return "cascade";
    case Action::set_null: return "set_null";
    case Action::set_default: return "set_default";
  }
  return {};
}

std::string_view word(Deferral deferral) {
  switch (deferral) {
    case Deferral::not_deferrable: return "not_deferrable";
    case Deferral::deferrable: return "deferrable";
    case Deferral::initially_deferred: return "initially_deferred";
  }
  return {};
}

std::string_view word(Match match) {
  switch (match) {
    case Match::simple: return "simple";
    case Match::full: return "full";
  }
  return {};
}

std::string_view word(OnConflict on_conflict) {
  switch (on_conflict) {
    case OnConflict::unspecified: return "unspecified";
    case OnConflict::rollback: return "rollback";
    case OnConflict::abort: return "abort";
    case OnConflict::fail: return "fail";
    case OnConflict::ignore: return "ignore";
    case OnConflict::replace: return "replace";
  }
  return {};
}

std::string_view word(Order order) {
  switch (order) {
    case Order::ascending: return "ascending";
    case Order::descending: return "descending";
  }
  return {};
}

std::string_view word(Nulls nulls) {
  switch (nulls) {
    case Nulls::unspecified: return "unspecified";
    case Nulls::first: return "first";
    case Nulls::last: return "last";
  }
  return {};
}

std::string_view word(Storage storage) {
  switch (storage) {
    case Storage::stored: return "stored";
    case Storage::virtual_: return "virtual";
  }
  return {};
}

std::string_view word(OnCommit on_commit) {
  switch (on_commit) {
    case OnCommit::unspecified: return "unspecified";
    case OnCommit::preserve_rows: return "preserve_rows";
    case OnCommit::delete_rows: return "delete_rows";
    case OnCommit::drop: return "drop";
  }
  return {};
}

}  // namespace migrate::schema
