# Writes OUTPUT, a C file with the bytes of INPUT:
#   const unsigned char SYMBOL[];  const unsigned long SYMBOL_length;
# so that charts and schemas travel inside the program and no path has to be found at run time. A NUL byte follows.
file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR length "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT}
    "extern const unsigned char ${SYMBOL}[];\nextern const unsigned long ${SYMBOL}_length;\n"
    "const unsigned char ${SYMBOL}[] = {\n${bytes}0x00};\nconst unsigned long ${SYMBOL}_length = ${length};\n")
