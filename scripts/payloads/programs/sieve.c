// Primes by three sieves: of bytes, of bits, and a segmented one; then factors and totients.

#include "../runtime.h"

enum { LIMIT = 1500 };

static uint8_t composite[LIMIT];
static uint32_t bits[LIMIT / 32 + 1];

static unsigned by_bytes(void)
{
	unsigned count = 0;
	memset(composite, 0, sizeof composite);
	for (unsigned i = 2; i < LIMIT; i++) {
		if (composite[i])
			continue;
		count++;
		for (unsigned j = i * i; j < LIMIT; j += i)
			composite[j] = 1;
	}
	return count;
}

static unsigned by_bits(void)
{
	unsigned count = 0;
	for (unsigned i = 2; i < LIMIT; i++) {
		if (bits[i / 32] >> i % 32 & 1)
			continue;
		count++;
		for (unsigned j = 2 * i; j < LIMIT; j += i)
			bits[j / 32] |= 1u << j % 32;
	}
	return count;
}

static unsigned in_segment(unsigned from, unsigned size)
{
	uint8_t marked[128];
	unsigned count = 0;
	memset(marked, 0, sizeof marked);
	for (unsigned p = 2; p * p < from + size; p++) {
		if (composite[p])
			continue;
		for (unsigned j = (from + p - 1) / p * p; j < from + size; j += p)
			marked[j - from] = 1;
	}
	for (unsigned i = 0; i < size; i++)
		count += !marked[i];
	return count;
}

static unsigned totient(unsigned n)
{
	unsigned result = n;
	for (unsigned p = 2; p * p <= n; p++) {
		if (n % p != 0)
			continue;
		while (n % p == 0)
			n /= p;
		result -= result / p;
	}
	return n > 1 ? result - result / n : result;
}

static void factors(uint32_t n)
{
	print("%u =", n);
	for (uint32_t p = 2; p * p <= n; p++)
		for (; n % p == 0; n /= p)
			print(" %u", p);
	if (n > 1)
		print(" %u", n);
	print("\n");
}

int program(void)
{
	print("below %u: %u %u\n", LIMIT, by_bytes(), by_bits());
	print("from 1000000: %u, from 1999900: %u\n", in_segment(1000000, 128), in_segment(1999900, 100));
	unsigned sum = 0;
	for (unsigned n = 1; n <= 150; n++)
		sum += totient(n);
	print("sum of totients %u\n", sum);
	factors(720720);
	factors(999983 * 7);
	factors(65537);
	return 0;
}
