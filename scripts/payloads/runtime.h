// What the programs share: output to COM1 or, built with NATIVE, to standard output, and the four functions GCC expects
// everywhere. The text comes from the same code in both worlds.

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/** The program; what it returns is printed by nobody. */
int program(void);

void put(char letter);
/** %c %s %d %u %x, with l for 64 bits, with a width, and with 0 or - before it. */
void print(const char *format, ...);
/** Writes at most `room` bytes with the final zero; returns the length of the whole text. */
unsigned format_into(char *to, unsigned room, const char *format, ...);

/** A linear congruential sequence: the same numbers everywhere. */
uint32_t next_random(uint32_t *state);

void *memcpy(void *to, const void *from, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *to, int byte, size_t count);
int memcmp(const void *a, const void *b, size_t count);

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
