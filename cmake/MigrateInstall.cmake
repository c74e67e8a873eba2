# What `cmake --install` puts where: the program, the library for programs with migrations of their own, the headers that
# these and C++ units include, and the package for find_package(migrate).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/migrate")
install(
  TARGETS migrate migrate_runtime migrate_sdk
  EXPORT migrateTargets
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT migrateTargets NAMESPACE migrate:: DESTINATION "${package}")

configure_package_config_file(
  cmake/migrateConfig.cmake.in "${PROJECT_BINARY_DIR}/migrateConfig.cmake" INSTALL_DESTINATION "${package}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/migrateConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(
  FILES "${PROJECT_BINARY_DIR}/migrateConfig.cmake" "${PROJECT_BINARY_DIR}/migrateConfigVersion.cmake"
        cmake/MigrateAddMigrations.cmake cmake/MigrateAddModels.cmake
  DESTINATION "${package}")
