# Makes models in C++ a part of a target.
#
#   migrate_add_models(app DIRECTORY models [NAME app])
#
# The .cpp files in the folders behind DIRECTORY, each of which defines `void declare(Model& model)`, become a function
# `void NAME_models(migrate::Model& model)`, declared in "NAME_models.hpp"; NAME is the target's name unless it is given.
# The target is linked with migrate::runtime. A model that is added, changed or removed is noticed by the next build.
#
# All files share one source file, each in a namespace of its own, as migrate compiles them: their headers are included
# first, and other preprocessor lines are refused.
include_guard(GLOBAL)

# The lines that include what the file includes, with absolute paths for what lies beside it.
function(_migrate_model_includes file result)
  get_filename_component(directory "${file}" DIRECTORY)
  file(STRINGS "${file}" lines REGEX "^[ \t]*#")
  set(includes "")
  foreach(line IN LISTS lines)
    if(NOT line MATCHES "^[ \t]*#[ \t]*include[ \t]*([<\"][^>\"]+[>\"])")
      message(FATAL_ERROR "migrate_add_models: ${file}: `${line}` cannot share a source file with other models")
    endif()
    set(name "${CMAKE_MATCH_1}")
    string(REGEX REPLACE "^.(.*).$" "\\1" path "${name}")
    if(name MATCHES "^\"" AND EXISTS "${directory}/${path}")
      set(name "\"${directory}/${path}\"")
    endif()
    string(APPEND includes "#include ${name}\n")
  endforeach()
  set(${result} "${includes}" PARENT_SCOPE)
endfunction()

function(migrate_add_models target)
  cmake_parse_arguments(arg "" "NAME" "DIRECTORY" ${ARGN})
  if(NOT arg_DIRECTORY OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "migrate_add_models(TARGET DIRECTORY folder .. [NAME name])")
  endif()
  if(NOT arg_NAME)
    string(MAKE_C_IDENTIFIER "${target}" arg_NAME)
  endif()

  set(includes "#include <migrate/model.hpp>\n")
  set(models "")
  set(calls "")
  set(number 0)
  foreach(directory IN LISTS arg_DIRECTORY)
    get_filename_component(directory "${directory}" ABSOLUTE)
    if(NOT IS_DIRECTORY "${directory}")
      message(FATAL_ERROR "migrate_add_models(${target}): there is no folder ${directory}")
    endif()
    file(GLOB found CONFIGURE_DEPENDS "${directory}/*.cpp")
    foreach(file IN LISTS found)
      # Its includes may change.
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
      _migrate_model_includes("${file}" lines)
      string(APPEND includes "${lines}")
      string(APPEND models "namespace ${arg_NAME}_models_${number} {\n#include \"${file}\"\n}\n")
      string(APPEND calls "  ${arg_NAME}_models_${number}::declare(model);\n")
      math(EXPR number "${number} + 1")
    endforeach()
  endforeach()

  set(output "${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}_models")
  set(notice "// Written by migrate_add_models; what is changed here is lost.\n")
  set(function "void ${arg_NAME}_models(migrate::Model& model)")
  file(
    GENERATE OUTPUT "${output}/${arg_NAME}_models.hpp"
    CONTENT "${notice}#pragma once\n\nnamespace migrate {\nclass Model;\n}\n\n${function};\n")
  file(
    GENERATE OUTPUT "${output}/${arg_NAME}_models.cpp"
    CONTENT
      "${notice}${includes}\n#include \"${arg_NAME}_models.hpp\"\n\n${models}\n${function} {\n${calls}}\n")
  target_sources(${target} PRIVATE "${output}/${arg_NAME}_models.cpp")
  target_include_directories(${target} PRIVATE "${output}")
  target_link_libraries(${target} PRIVATE migrate::runtime)
endfunction()
