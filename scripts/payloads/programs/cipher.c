// Ciphers there and back, and random numbers: RC4, XTEA, ChaCha, a Mersenne twister, PCG.

#include "../runtime.h"

static void rc4(const char *key, uint8_t *data, unsigned n)
{
	uint8_t s[256], i = 0, j = 0;
	unsigned length = 0;
	while (key[length])
		length++;
	for (unsigned k = 0; k < 256; k++)
		s[k] = (uint8_t)k;
	for (unsigned k = 0; k < 256; k++) {
		j = (uint8_t)(j + s[k] + (uint8_t)key[k % length]);
		uint8_t t = s[k];
		s[k] = s[j];
		s[j] = t;
	}
	for (j = 0; n-- > 0; data++) {
		i++;
		j = (uint8_t)(j + s[i]);
		uint8_t t = s[i];
		s[i] = s[j];
		s[j] = t;
		*data ^= s[(uint8_t)(s[i] + s[j])];
	}
}

static void xtea(uint32_t *v, const uint32_t *key, int back)
{
	uint32_t sum = back ? 0xc6ef3720 : 0;
	for (int i = 0; i < 32; i++)
		if (back) {
			v[1] -= ((v[0] << 4 ^ v[0] >> 5) + v[0]) ^ (sum + key[sum >> 11 & 3]);
			sum -= 0x9e3779b9;
			v[0] -= ((v[1] << 4 ^ v[1] >> 5) + v[1]) ^ (sum + key[sum & 3]);
		} else {
			v[0] += ((v[1] << 4 ^ v[1] >> 5) + v[1]) ^ (sum + key[sum & 3]);
			sum += 0x9e3779b9;
			v[1] += ((v[0] << 4 ^ v[0] >> 5) + v[0]) ^ (sum + key[sum >> 11 & 3]);
		}
}

static uint32_t rotated(uint32_t x, int by)
{
	return x << by | x >> (32 - by);
}

static void quarter(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d)
{
	*a += *b, *d = rotated(*d ^ *a, 16);
	*c += *d, *b = rotated(*b ^ *c, 12);
	*a += *b, *d = rotated(*d ^ *a, 8);
	*c += *d, *b = rotated(*b ^ *c, 7);
}

static void chacha(uint32_t *out, const uint32_t *in)
{
	memcpy(out, in, 64);
	for (int i = 0; i < 10; i++) {
		for (int k = 0; k < 4; k++)
			quarter(&out[k], &out[4 + k], &out[8 + k], &out[12 + k]);
		for (int k = 0; k < 4; k++)
			quarter(&out[k], &out[4 + (k + 1) % 4], &out[8 + (k + 2) % 4], &out[12 + (k + 3) % 4]);
	}
	for (int i = 0; i < 16; i++)
		out[i] += in[i];
}

static uint32_t twister(unsigned seed, unsigned which)
{
	static uint32_t state[624];
	state[0] = seed;
	for (unsigned i = 1; i < 624; i++)
		state[i] = 1812433253u * (state[i - 1] ^ state[i - 1] >> 30) + i;
	for (unsigned i = 0; i <= which; i++) {
		uint32_t y = (state[i] & 0x80000000) | (state[i + 1] & 0x7fffffff);
		state[i] = state[i + 397] ^ y >> 1 ^ (y & 1 ? 0x9908b0df : 0);
	}
	uint32_t y = state[which];
	y ^= y >> 11;
	y ^= y << 7 & 0x9d2c5680;
	y ^= y << 15 & 0xefc60000;
	return y ^ y >> 18;
}

static uint32_t pcg(uint64_t *state)
{
	uint64_t old = *state;
	*state = old * 6364136223846793005u + 1442695040888963407u;
	uint32_t mixed = (uint32_t)((old >> 18 ^ old) >> 27);
	unsigned by = (unsigned)(old >> 59);
	return mixed >> by | mixed << (-by & 31);
}

int program(void)
{
	uint8_t text[] = "the quick brown fox jumps over the lazy dog";
	rc4("Key", text, sizeof text - 1);
	for (unsigned i = 0; i < 16; i++)
		print("%02x", text[i]);
	rc4("Key", text, sizeof text - 1);
	print(" %s\n", (char *)text);
	static const uint32_t KEY[] = {0x00010203, 0x04050607, 0x08090a0b, 0x0c0d0e0f};
	uint32_t block[] = {0x41424344, 0x45464748};
	xtea(block, KEY, 0);
	print("%08x%08x ", block[0], block[1]);
	xtea(block, KEY, 1);
	print("%08x%08x\n", block[0], block[1]);
	uint32_t in[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}, out[16];
	for (unsigned i = 4; i < 16; i++)
		in[i] = i * 0x01010101;
	chacha(out, in);
	for (unsigned i = 0; i < 16; i++)
		print("%08x%c", out[i], i % 8 == 7 ? '\n' : ' ');
	print("%u %u\n", twister(5489, 0), twister(5489, 99));
	uint64_t state = 42;
	for (unsigned i = 0; i < 6; i++)
		print("%08x ", pcg(&state));
	print("\n");
	return 0;
}
