# cmake -DOUTPUT=sdk_files.cpp -DHEADERS="a.hpp|b.hpp" -DTEMPLATE=sdk_source.cpp.in -P embed_sdk.cmake
#
# Writes the headers into a source file as raw string literals, none longer than the 16 kB that every compiler takes.

set(longest 15000)

function(embed path name)
  file(READ "${path}" text)
  set(literals "")
  string(LENGTH "${text}" left)
  while(left GREATER 0)
    set(piece "${text}")
    if(left GREATER longest)
      string(SUBSTRING "${text}" 0 ${longest} piece)
      string(FIND "${piece}" "\n" end REVERSE)
      math(EXPR end "${end} + 1")
      string(SUBSTRING "${piece}" 0 ${end} piece)
    endif()
    string(LENGTH "${piece}" size)
    string(SUBSTRING "${text}" ${size} -1 text)
    string(LENGTH "${text}" left)
    string(APPEND literals "R\"sdk(${piece})sdk\"\n")
  endwhile()
  set(files "${files}    SdkFile{\"${name}\", ${literals}},\n" PARENT_SCOPE)
endfunction()

set(files "")
string(REPLACE "|" ";" headers "${HEADERS}")
foreach(header IN LISTS headers)
  get_filename_component(name "${header}" NAME)
  embed("${header}" "${name}")
endforeach()
configure_file("${TEMPLATE}" "${OUTPUT}" @ONLY)
