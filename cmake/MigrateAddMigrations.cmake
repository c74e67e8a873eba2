# Makes migration units a part of a target.
#
#   migrate_add_migrations(app DIRECTORY versions [NAME app] [RECURSIVE])
#
# The units in the folders behind DIRECTORY become a function `const migrate::runtime::Migrations& NAME_migrations()`,
# declared in "NAME_migrations.hpp"; NAME is the target's name unless it is given. The target is linked with
# migrate::runtime. A unit that is added, changed or removed is noticed by the next build, without a configure step by hand.
#
# The units are written as C++ by `migrate embed`. MIGRATE_EXECUTABLE names the program for it where the one of this
# package cannot run, as in a cross build; it must be of the same version.
include_guard(GLOBAL)

function(migrate_add_migrations target)
  cmake_parse_arguments(arg "RECURSIVE" "NAME" "DIRECTORY" ${ARGN})
  if(NOT arg_DIRECTORY OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "migrate_add_migrations(TARGET DIRECTORY folder .. [NAME name] [RECURSIVE])")
  endif()
  if(NOT arg_NAME)
    string(MAKE_C_IDENTIFIER "${target}" arg_NAME)
  endif()

  set(glob GLOB)
  set(options "")
  if(arg_RECURSIVE)
    set(glob GLOB_RECURSE)
    set(options --recursive)
  endif()
  set(units "")
  set(folders "")
  foreach(directory IN LISTS arg_DIRECTORY)
    get_filename_component(directory "${directory}" ABSOLUTE)
    if(NOT IS_DIRECTORY "${directory}")
      message(FATAL_ERROR "migrate_add_migrations(${target}): there is no folder ${directory}")
    endif()
    file(${glob} found CONFIGURE_DEPENDS "${directory}/*.sql" "${directory}/*.cpp")
    list(APPEND units ${found})
    # Errors of the program name the units as somebody in the project's folder would.
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${directory}")
    list(APPEND folders "${folder}")
  endforeach()

  # Written anew when the list of units changes: a unit that is gone would not be noticed otherwise.
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}_migrations")
  list(JOIN units "\n" lines)
  file(GENERATE OUTPUT "${output}/units.txt" CONTENT "${lines}\n")

  set(program "${MIGRATE_EXECUTABLE}")
  if(NOT program)
    set(program migrate::migrate)
  endif()
  add_custom_command(
    OUTPUT "${output}/${arg_NAME}_migrations.cpp" "${output}/${arg_NAME}_migrations.hpp"
    COMMAND "${program}" embed --as "${arg_NAME}" --output "${output}" ${options} -- ${folders}
    DEPENDS ${units} "${output}/units.txt" "${program}"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Embedding the migrations of ${target}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}/${arg_NAME}_migrations.cpp")
  target_include_directories(${target} PRIVATE "${output}")
  target_link_libraries(${target} PRIVATE migrate::runtime)
endfunction()
