# What `cmake --install` puts where: the program, both libraries, the public headers with their paths, a pkg-config file,
# a CMake package, man page and completion printed by the program itself.
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/tradefig)
install(TARGETS tradefig RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS tradefig_static tradefig_shared EXPORT tradefig
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

# tradefig.h and every header it leads to.
set(public_headers
    tracker/tradefig.h
    tracker/base/arena.h tracker/base/date.h tracker/base/number.h tracker/base/slice.h tracker/base/status.h
    tracker/model/article.h tracker/model/claim.h tracker/model/conflict.h tracker/model/import.h tracker/model/party.h tracker/model/period.h
    tracker/model/official.h tracker/model/ordinary.h tracker/model/projection.h tracker/model/query.h tracker/model/rate.h tracker/model/series.h tracker/model/spread.h tracker/model/target.h
    tracker/model/wording.h)
foreach(header IN LISTS public_headers)
    get_filename_component(folder ${header} DIRECTORY)
    install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tradefig/${folder})
endforeach()
file(WRITE ${PROJECT_BINARY_DIR}/tradefig.h "#include \"tracker/tradefig.h\"\n")
install(FILES ${PROJECT_BINARY_DIR}/tradefig.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tradefig)

file(WRITE ${PROJECT_BINARY_DIR}/tradefig.pc
"prefix=${CMAKE_INSTALL_PREFIX}
libdir=\${prefix}/${CMAKE_INSTALL_LIBDIR}
includedir=\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}/tradefig

Name: tradefig
Description: ${PROJECT_DESCRIPTION}
Version: ${PROJECT_VERSION}
Requires.private: gsl >= 2.7, sqlite3 >= 3.40, icu-uc >= 72, icu-i18n >= 72, jansson >= 2.14, nettle >= 3.8, libxml-2.0 >= 2.9.14, uchardet >= 0.0.7, libcurl >= 7.88, zlib >= 1.2.13, libdeflate >= 1.14, libzstd >= 1.5, libbrotlidec >= 1.0.9
Libs: -L\${libdir} -ltradefig
Libs.private: -lm
Cflags: -I\${includedir}
")
install(FILES ${PROJECT_BINARY_DIR}/tradefig.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(EXPORT tradefig NAMESPACE tradefig:: FILE tradefig-targets.cmake DESTINATION ${package_folder})
file(WRITE ${PROJECT_BINARY_DIR}/tradefig-config.cmake
"# find_package(tradefig) gives tradefig::shared and tradefig::static.
include(CMakeFindDependencyMacro)
find_dependency(PkgConfig)
find_dependency(Threads)
pkg_check_modules(GSL REQUIRED IMPORTED_TARGET gsl>=2.7)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc>=72 icu-i18n>=72)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson>=2.14)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle>=3.8)
pkg_check_modules(XML REQUIRED IMPORTED_TARGET libxml-2.0>=2.9.14)
pkg_check_modules(UCHARDET REQUIRED IMPORTED_TARGET uchardet>=0.0.7)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl>=7.88)
pkg_check_modules(PACKING REQUIRED IMPORTED_TARGET zlib>=1.2.13 libdeflate>=1.14 libzstd>=1.5 libbrotlidec>=1.0.9)
include(\${CMAKE_CURRENT_LIST_DIR}/tradefig-targets.cmake)
")
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tradefig-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tradefig-config.cmake ${PROJECT_BINARY_DIR}/tradefig-config-version.cmake
        DESTINATION ${package_folder})

install(CODE "
    execute_process(COMMAND $<TARGET_FILE:tradefig> man OUTPUT_FILE ${PROJECT_BINARY_DIR}/tradefig.1
                    COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND $<TARGET_FILE:tradefig> completion bash OUTPUT_FILE ${PROJECT_BINARY_DIR}/tradefig.bash
                    COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND $<TARGET_FILE:tradefig> completion zsh OUTPUT_FILE ${PROJECT_BINARY_DIR}/_tradefig
                    COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND $<TARGET_FILE:tradefig> completion fish OUTPUT_FILE ${PROJECT_BINARY_DIR}/tradefig.fish
                    COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${PROJECT_BINARY_DIR}/tradefig.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/tradefig.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME tradefig)
install(FILES ${PROJECT_BINARY_DIR}/_tradefig DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${PROJECT_BINARY_DIR}/tradefig.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
