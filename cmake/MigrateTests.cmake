# migrate_test(graph SOURCES plan_test.cpp [LIBRARIES migrate::dialect ..] [POSTGRESQL])
#
# One test executable, and one ctest, for the tests of one library: it links that library and nothing that the library does not
# depend on, unless LIBRARIES says so. With POSTGRESQL the test runs beside a private cluster (tests/testing/with-postgres).
function(migrate_test name)
  cmake_parse_arguments(arg "POSTGRESQL" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} Catch2::Catch2WithMain fmt::fmt)
  target_compile_definitions(
    test_${name} PRIVATE MIGRATE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set(beside "")
  if(arg_POSTGRESQL)
    set(beside "${PROJECT_SOURCE_DIR}/tests/testing/with-postgres")
  endif()
  add_test(NAME ${name} COMMAND ${beside} $<TARGET_FILE:test_${name}>)
endfunction()
