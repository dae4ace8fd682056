// Large numbers: factorials, Fibonacci numbers, powers, square roots, digits of pi and e.

#include "../runtime.h"

enum { LIMBS = 12 };

typedef struct {
	uint32_t limb[LIMBS];
} Big;

static Big small(uint32_t value)
{
	return (Big){{value}};
}

static void add(Big *a, const Big *b)
{
	uint64_t carry = 0;
	for (int i = 0; i < LIMBS; i++) {
		carry += (uint64_t)a->limb[i] + b->limb[i];
		a->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

static void multiply(Big *a, uint32_t by)
{
	uint64_t carry = 0;
	for (int i = 0; i < LIMBS; i++) {
		carry += (uint64_t)a->limb[i] * by;
		a->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

static uint32_t divide(Big *a, uint32_t by)
{
	uint64_t rest = 0;
	for (int i = LIMBS - 1; i >= 0; i--) {
		rest = rest << 32 | a->limb[i];
		a->limb[i] = (uint32_t)(rest / by);
		rest %= by;
	}
	return (uint32_t)rest;
}

static int is_zero(const Big *a)
{
	uint32_t any = 0;
	for (int i = 0; i < LIMBS; i++)
		any |= a->limb[i];
	return any == 0;
}

static void show(const char *name, Big value)
{
	uint32_t parts[48];
	int count = 0;
	do
		parts[count++] = divide(&value, 1000000000);
	while (!is_zero(&value));
	print("%s %u", name, parts[--count]);
	while (count > 0)
		print("%09u", parts[--count]);
	print("\n");
}

/** By the spigot of Rabinowitz and Wagon. */
static void pi(void)
{
	static uint32_t rest[85];
	uint32_t carry = 0;
	for (unsigned i = 0; i < COUNT(rest); i++)
		rest[i] = 2000;
	for (unsigned n = COUNT(rest) - 1; n > 0; n -= 14) {
		uint32_t d = 0;
		for (unsigned i = n; i > 0; i--) {
			d += rest[i] * 10000;
			rest[i] = d % (2 * i - 1);
			d /= 2 * i - 1;
			if (i > 1)
				d *= i - 1;
		}
		print("%04u", carry + d / 10000);
		carry = d % 10000;
	}
	print("\n");
}

/** In a base of factorials. */
static void euler(void)
{
	uint8_t digit[24];
	memset(digit, 1, sizeof digit);
	print("2.");
	for (int n = 0; n < 20; n++) {
		unsigned carry = 0;
		for (unsigned i = COUNT(digit); i-- > 0;) {
			carry += digit[i] * 10u;
			digit[i] = (uint8_t)(carry % (i + 2));
			carry /= i + 2;
		}
		put((char)('0' + carry));
	}
	print("\n");
}

int program(void)
{
	Big product = small(1), a = small(0), b = small(1), power = small(1);
	for (uint32_t i = 2; i <= 70; i++)
		multiply(&product, i);
	show("70!", product);
	for (int i = 0; i < 150; i++) {
		Big t = b;
		add(&b, &a);
		a = t;
	}
	show("fibonacci 150", a);
	for (int i = 0; i < 60; i++)
		multiply(&power, 7);
	show("7^60", power);
	for (uint32_t i = 2; i <= 69; i++)
		if (divide(&product, i) != 0)
			print("a rest at %u\n", i);
	show("70!/69!", product);
	pi();
	euler();
	return 0;
}
