# Targets of this project, and the rule that keeps their layers apart.
#
#   migrate_library(graph HEADERS a.hpp SOURCES a.cpp DEPENDS support EXTERNAL fmt::fmt)
#   migrate_executable(migrate SOURCES main.cpp DEPENDS engine EXTERNAL CLI11::CLI11)
#
# A file may include headers of its own target and of the targets in DEPENDS, and of nothing else in the project:
# any other `#include "..."` stops the configure step. EXTERNAL libraries are private: none may appear in a header.

set(MIGRATE_EXTERNAL_HEADERS "<(CLI/|fmt/|nlohmann/|yaml-cpp/|libpq|sqlite3\\.h|openssl/)")

function(_migrate_check_includes owner)
  cmake_parse_arguments(arg "" "" "FILES;ALLOWED" ${ARGN})
  foreach(file IN LISTS arg_FILES)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(STRINGS "${file}" includes REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS includes)
      if(line MATCHES "\"([^\"]+)\"")
        set(included "${CMAKE_MATCH_1}")
        set(ok FALSE)
        foreach(folder IN LISTS arg_ALLOWED)
          string(FIND "${included}" "${folder}/" at)
          if(at EQUAL 0)
            set(ok TRUE)
          endif()
        endforeach()
        if(NOT ok)
          message(FATAL_ERROR "${file}: \"${included}\" belongs to no library in DEPENDS of ${owner}")
        endif()
      elseif(file MATCHES "\\.hpp$" AND line MATCHES "${MIGRATE_EXTERNAL_HEADERS}")
        message(FATAL_ERROR "${file}: ${line}: a third-party library in a header")
      endif()
    endforeach()
  endforeach()
endfunction()

function(_migrate_absolute result)
  set(files "")
  foreach(file IN LISTS ARGN)
    list(APPEND files "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  set(${result} "${files}" PARENT_SCOPE)
endfunction()

# migrate_library(NAME [HEADERS ..] [SOURCES ..] [DEPENDS ..] [EXTERNAL ..])
function(migrate_library name)
  cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;DEPENDS;EXTERNAL" ${ARGN})
  file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/lib" "${CMAKE_CURRENT_SOURCE_DIR}")
  _migrate_absolute(files ${arg_HEADERS} ${arg_SOURCES})
  _migrate_check_includes(${name} FILES ${files} ALLOWED ${folder} ${arg_DEPENDS})

  add_library(migrate_${name} STATIC)
  add_library(migrate::${name} ALIAS migrate_${name})
  target_sources(
    migrate_${name}
    PRIVATE ${arg_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/lib" FILES ${arg_HEADERS})
  foreach(dependency IN LISTS arg_DEPENDS)
    target_link_libraries(migrate_${name} PUBLIC migrate::${dependency})
  endforeach()
  target_link_libraries(migrate_${name} PRIVATE ${arg_EXTERNAL})
  set_target_properties(
    migrate_${name} PROPERTIES MIGRATE_DEPENDS "${arg_DEPENDS}" MIGRATE_EXTERNAL "${arg_EXTERNAL}")
endfunction()

# migrate_bundle(TARGET LIBRARY .. [WITHOUT LIBRARY ..]): puts the objects of these libraries, and of all that they depend
# on, into TARGET, and links it with their EXTERNAL libraries. Those behind WITHOUT are left out, with what only they need:
# nothing that a program calls may lead to them.
function(migrate_bundle target)
  cmake_parse_arguments(arg "" "" "WITHOUT" ${ARGN})
  set(done ${arg_WITHOUT})
  set(waiting ${arg_UNPARSED_ARGUMENTS})
  while(waiting)
    list(POP_FRONT waiting name)
    get_target_property(type migrate_${name} TYPE)
    if(name IN_LIST done OR type STREQUAL "INTERFACE_LIBRARY")
      continue()
    endif()
    list(APPEND done ${name})
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:migrate_${name}>)
    get_target_property(external migrate_${name} MIGRATE_EXTERNAL)
    target_link_libraries(${target} PRIVATE ${external})
    get_target_property(depends migrate_${name} MIGRATE_DEPENDS)
    list(APPEND waiting ${depends})
  endwhile()
endfunction()

# migrate_executable(NAME SOURCES .. [HEADERS ..] [DEPENDS ..] [EXTERNAL ..]); includes are relative to the target's folder
function(migrate_executable name)
  cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;DEPENDS;EXTERNAL" ${ARGN})
  file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/apps" "${CMAKE_CURRENT_SOURCE_DIR}")
  _migrate_absolute(files ${arg_HEADERS} ${arg_SOURCES})
  _migrate_check_includes(${name} FILES ${files} ALLOWED ${folder} ${arg_DEPENDS})

  add_executable(${name} ${arg_SOURCES} ${arg_HEADERS})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/apps")
  foreach(dependency IN LISTS arg_DEPENDS)
    target_link_libraries(${name} PRIVATE migrate::${dependency})
  endforeach()
  target_link_libraries(${name} PRIVATE ${arg_EXTERNAL})
endfunction()
