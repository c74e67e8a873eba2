#pragma once

// The one place that includes Catch2: version 2 here, version 3 where a distribution has moved on.
#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
