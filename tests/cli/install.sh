#!/bin/sh
# Installs into an empty folder and builds a small program against what was installed, by pkg-config and by CMake.
# Argument: the build folder.
set -u
build=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-install-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/usr" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
cd "$work" || exit 1
cat >user.c <<'C'
#include <stdio.h>
#include <tradefig.h>
int main(void)
{
    TfArena arena;
    TfError error;
    TfArticle article;
    TfClaimList claims = {0};
    tf_arena_init(&arena, 0);
    TfSlice text = tf_slice("Trade\n\nTrade between Kenya and India reached 3 billion USD in 2023.");
    TfReadOptions options = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {0, 0, 0}};
    if (tf_read_text(text, tf_slice("t"), &options, &arena, &article, &error) != TF_OK ||
        tf_extract(&article, &arena, &claims, &error) != TF_OK) {
        puts(error.message);
        return 1;
    }
    printf("%s: %d claim\n", tf_version(), (int)claims.count);
    tf_arena_done(&arena);
    return claims.count == 1 ? 0 : 1;
}
C
flags=$(grep -q 'TRADEFIG_SANITIZE:BOOL=ON' "$build/CMakeCache.txt" && echo "-fsanitize=address,undefined")
libdir=$(dirname "$(find "$work/usr" -name tradefig.pc)")
# The file names the prefix of the build; here it stands elsewhere.
paths=$(PKG_CONFIG_PATH=$libdir pkg-config --define-variable=prefix="$work/usr" --cflags --libs tradefig) || exit 1
# shellcheck disable=SC2086
cc $flags user.c -o by_pkg_config $paths || exit 1
LD_LIBRARY_PATH=$(dirname "$libdir") ./by_pkg_config || exit 1
cat >CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.25)
project(user C)
find_package(tradefig REQUIRED)
add_executable(by_cmake_static user.c)
target_link_libraries(by_cmake_static tradefig::static)
add_executable(by_cmake_shared user.c)
target_link_libraries(by_cmake_shared tradefig::shared)
C
cmake -S . -B cmake -G Ninja -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_C_FLAGS="$flags" >"$work/log" 2>&1 &&
    cmake --build cmake >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
cmake/by_cmake_static && cmake/by_cmake_shared || exit 1
[ -s "$work/usr/share/man/man1/tradefig.1" ] && "$work/usr/bin/tradefig" --version
