/* Hexadecimal digits, as escapes of addresses, mails and JSON write bytes with. */
#ifndef TRACKER_BASE_HEX_H
#define TRACKER_BASE_HEX_H

/* 0 to 15 for a digit of either case, -1 for any other byte. */
static inline int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char letter = (char)(digit | 0x20);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

#endif
