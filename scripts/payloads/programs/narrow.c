// Arithmetic in 8 and 16 bits, with and without sign: what wraps, what is extended, what overflows.

#include "../runtime.h"

static uint8_t u8[] = {0, 1, 5, 0x7f, 0x80, 0xfe, 0xff};
static uint16_t u16[] = {0, 1, 9, 0x7fff, 0x8000, 0x8123, 0xffff};

static uint32_t bytes(void)
{
	uint32_t sum = 0;
	for (unsigned i = 0; i < COUNT(u8); i++)
		for (unsigned j = 0; j < COUNT(u8); j++) {
			uint8_t a = u8[i], b = u8[j];
			int8_t c = (int8_t)a, d = (int8_t)b;
			uint8_t mixed = (uint8_t)((uint8_t)(a + b) * 3 - (uint8_t)(a * b) + (uint8_t)(c * d));
			mixed ^= (uint8_t)(a << (b & 7)) | (uint8_t)(c >> (b & 7));
			if (b != 0)
				mixed = (uint8_t)(mixed + a / b + a % b + c / d - c % d);
			sum = sum * 31 + mixed + (unsigned)(a < b) + (unsigned)(c < d) * 2u;
		}
	return sum;
}

static uint32_t words(void)
{
	uint32_t sum = 0;
	for (unsigned i = 0; i < COUNT(u16); i++)
		for (unsigned j = 0; j < COUNT(u16); j++) {
			uint16_t a = u16[i], b = u16[j];
			int16_t c = (int16_t)a, d = (int16_t)b;
			uint16_t mixed = (uint16_t)(a + b - (uint16_t)((uint32_t)a * b));
			mixed = (uint16_t)(mixed << 3 | mixed >> 13);
			mixed ^= (uint16_t)(c * d >> 4);
			if (b != 0)
				mixed = (uint16_t)(mixed + a / b + c / d + c % d);
			sum = sum * 31 + mixed + (unsigned)(a > b) + (unsigned)(c > d) * 2u;
		}
	return sum;
}

static void overflows(void)
{
	static const int32_t VALUES[] = {0, 1, -1, 0x40000000, INT32_MAX, INT32_MIN};
	uint32_t seen = 0;
	for (unsigned i = 0; i < COUNT(VALUES); i++)
		for (unsigned j = 0; j < COUNT(VALUES); j++) {
			int32_t r;
			uint32_t u;
			int16_t s;
			uint8_t b;
			seen = seen * 2 + __builtin_add_overflow(VALUES[i], VALUES[j], &r);
			seen = seen * 2 + __builtin_sub_overflow(VALUES[i], VALUES[j], &r) + (uint32_t)r;
			seen = seen * 2 + __builtin_mul_overflow(VALUES[i], VALUES[j], &r) + (uint32_t)r;
			seen = seen * 2 + __builtin_add_overflow((uint32_t)VALUES[i], (uint32_t)VALUES[j], &u) + u;
			seen = seen * 2 + __builtin_mul_overflow((uint32_t)VALUES[i], (uint32_t)VALUES[j], &u) + u;
			seen = seen * 2 + __builtin_sub_overflow((int16_t)VALUES[i], (int16_t)VALUES[j], &s) + (uint16_t)s;
			seen = seen * 2 + __builtin_add_overflow((uint8_t)VALUES[i], (uint8_t)VALUES[j], &b) + b;
		}
	print("overflows %08x\n", seen);
}

/** Packed decimal numbers, digit by digit. */
static uint32_t decimal_sum(uint32_t a, uint32_t b)
{
	uint32_t sum = 0, carry = 0;
	for (unsigned at = 0; at < 32; at += 4) {
		uint8_t digit = (uint8_t)((a >> at & 15) + (b >> at & 15) + carry);
		carry = digit > 9;
		sum |= (uint32_t)(carry ? digit - 10 : digit) << at;
	}
	return sum;
}

int program(void)
{
	print("bytes %08x, words %08x\n", bytes(), words());
	overflows();
	print("decimal %x %x\n", decimal_sum(0x12345678, 0x27654329), decimal_sum(0x45999995, 0x17));
	int8_t wave = 0;
	for (unsigned i = 0; i < 40; i++) {
		wave = (int8_t)(wave + 37);
		print("%d%c", wave, i % 10 == 9 ? '\n' : ' ');
	}
	return 0;
}
