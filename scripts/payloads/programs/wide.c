// 64-bit arithmetic on a 32-bit machine: add, multiply, divide, shift, compare, of both signs.

#include "../runtime.h"

static const int64_t SAMPLES[] = {0, 1, -1, -10, -0x80000000ll, 0x123456789abcdef, INT64_MAX, INT64_MIN};

static uint64_t power(uint64_t base, unsigned exponent, uint64_t modulus)
{
	uint64_t result = 1;
	for (base %= modulus; exponent > 0; exponent >>= 1) {
		if (exponent & 1)
			result = result * base % modulus;
		base = base * base % modulus;
	}
	return result;
}

static uint64_t gcd(uint64_t a, uint64_t b)
{
	while (b != 0) {
		uint64_t r = a % b;
		a = b;
		b = r;
	}
	return a;
}

static uint32_t root(uint64_t n)
{
	uint64_t low = 0, high = 0xffffffff;
	while (low < high) {
		uint64_t middle = (low + high + 1) >> 1;
		if (middle * middle <= n)
			low = middle;
		else
			high = middle - 1;
	}
	return (uint32_t)low;
}

int program(void)
{
	uint64_t mixed = 0;
	for (unsigned i = 0; i < COUNT(SAMPLES); i++)
		for (unsigned j = 0; j < COUNT(SAMPLES); j++) {
			int64_t a = SAMPLES[i], b = SAMPLES[j];
			uint64_t u = (uint64_t)a, v = (uint64_t)b;
			mixed = mixed * 31 + (u + v) + (u - v) * 3 + u * v * 5;
			mixed ^= (u << (j * 7 % 64)) + (u >> (i * 11 % 64)) + (uint64_t)(a >> (i + j));
			mixed += (uint64_t)(a < b) << 1 | (uint64_t)(u < v) << 2 | (uint64_t)(a == b) << 3;
			if (b != 0 && !(a == INT64_MIN && b == -1))
				mixed += (uint64_t)(a / b) + (uint64_t)(a % b) * 7 + u / v + u % v * 9;
		}
	print("mixed %016lx\n", mixed);
	print("%ld / %ld = %ld rest %ld\n", SAMPLES[7], SAMPLES[3], SAMPLES[7] / SAMPLES[3], SAMPLES[7] % SAMPLES[3]);
	print("%lu / 10 = %lu\n", UINT64_MAX, UINT64_MAX / 10);
	print("3^60 mod 1000000007 = %lu\n", power(3, 60, 1000000007));
	print("gcd %lu\n", gcd(1234567890123456789u, 9876543210u * 81));
	print("roots %u %u\n", root(1ull << 40), root(UINT64_MAX));
	uint64_t collatz = 27, steps = 0, top = 0;
	for (; collatz != 1; steps++) {
		collatz = collatz & 1 ? 3 * collatz + 1 : collatz / 2;
		top = collatz > top ? collatz : top;
	}
	print("collatz %lu steps, top %lu\n", steps, top);
	return 0;
}
