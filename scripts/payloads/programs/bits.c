// Bit tricks: counting, reversing, rotating, spreading, scanning, and the compiler's own for them.

#include "../runtime.h"

static uint32_t reverse(uint32_t x)
{
	x = (x & 0x55555555) << 1 | (x >> 1 & 0x55555555);
	x = (x & 0x33333333) << 2 | (x >> 2 & 0x33333333);
	x = (x & 0x0f0f0f0f) << 4 | (x >> 4 & 0x0f0f0f0f);
	return __builtin_bswap32(x);
}

static unsigned count(uint32_t x)
{
	x -= x >> 1 & 0x55555555;
	x = (x & 0x33333333) + (x >> 2 & 0x33333333);
	return ((x + (x >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24;
}

static uint32_t rotate(uint32_t x, unsigned by)
{
	return by % 32 == 0 ? x : x << by % 32 | x >> (32 - by % 32);
}

static uint64_t spread(uint32_t x)
{
	uint64_t v = x;
	v = (v | v << 16) & 0x0000ffff0000ffff;
	v = (v | v << 8) & 0x00ff00ff00ff00ff;
	v = (v | v << 4) & 0x0f0f0f0f0f0f0f0f;
	v = (v | v << 2) & 0x3333333333333333;
	return (v | v << 1) & 0x5555555555555555;
}

static uint32_t from_gray(uint32_t g)
{
	for (unsigned by = 1; by < 32; by *= 2)
		g ^= g >> by;
	return g;
}

/** The next larger number with as many ones. */
static uint32_t next_subset(uint32_t x)
{
	uint32_t lowest = x & -x, ripple = x + lowest;
	return ripple | ((x ^ ripple) / lowest) >> 2;
}

static void set(uint32_t *map, unsigned bit)
{
	map[bit >> 5] |= 1u << (bit & 31);
}

int program(void)
{
	uint32_t seed = 99, a = 0, b = 0, c = 0;
	uint64_t d = 0;
	for (unsigned i = 0; i < 150; i++) {
		uint32_t x = next_random(&seed) << 8 ^ next_random(&seed) ^ 1;
		a += reverse(x) ^ rotate(x, i);
		b = b * 3 + count(x) + (unsigned)__builtin_popcount(x ^ a) + (unsigned)__builtin_parity(x);
		c = c * 5 + (unsigned)(__builtin_clz(x) + __builtin_ctz(x << i % 20)) + (unsigned)__builtin_ffs((int)(x & a));
		c ^= from_gray(x ^ x >> 1) - x;
		d = d * 7 + spread(x) + (unsigned)__builtin_clzll((uint64_t)x << i % 32);
	}
	print("%08x %08x %08x %016lx\n", a, b, c, d);
	uint32_t subset = 0x1f, map[8] = {0};
	for (unsigned i = 0; i < 100; i++)
		subset = next_subset(subset);
	print("subset %08x\n", subset);
	for (unsigned i = 0; i < 256; i += 1 + i / 5)
		set(map, i);
	for (unsigned i = 0; i < COUNT(map); i++)
		print("%08x ", map[i]);
	print("\nsign %d %d, average %d, absolute %d\n", -5 >> 1, (int8_t)0x9c >> 3, (7 & -3) + ((7 ^ -3) >> 1), (-9 ^ -9 >> 31) + 1);
	return 0;
}
