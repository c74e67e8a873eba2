# migrate_test(graph SOURCES plan_test.cpp [LIBRARIES migrate::dialect ..])
#
# One test executable, and one ctest, for the tests of one library: it links that library and nothing that the library does not
# depend on, unless LIBRARIES says so.
function(migrate_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} Catch2::Catch2WithMain fmt::fmt)
  target_compile_definitions(
    test_${name} PRIVATE MIGRATE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND test_${name})
endfunction()
