// Checksums by table and bit by bit: CRC-32, CRC-16, CRC-64, Adler-32, FNV-1a, Fletcher.

#include "../runtime.h"

static uint32_t table[256];

static void make_table(void)
{
	for (uint32_t n = 0; n < 256; n++) {
		uint32_t c = n;
		for (int bit = 0; bit < 8; bit++)
			c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
		table[n] = c;
	}
}

static uint32_t crc32(const uint8_t *p, unsigned n)
{
	uint32_t crc = ~0u;
	while (n-- > 0)
		crc = table[(crc ^ *p++) & 0xff] ^ crc >> 8;
	return ~crc;
}

static uint16_t crc16(const uint8_t *p, unsigned n)
{
	uint16_t crc = 0xffff;
	while (n-- > 0) {
		crc ^= (uint16_t)(*p++ << 8);
		for (int bit = 0; bit < 8; bit++)
			crc = (uint16_t)(crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1);
	}
	return crc;
}

static uint64_t crc64(const uint8_t *p, unsigned n)
{
	uint64_t crc = 0;
	while (n-- > 0) {
		crc ^= (uint64_t)*p++ << 56;
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 63 ? crc << 1 ^ 0x42f0e1eba9ea3693 : crc << 1;
	}
	return crc;
}

static uint32_t adler(const uint8_t *p, unsigned n)
{
	uint32_t a = 1, b = 0;
	while (n-- > 0) {
		a = (a + *p++) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}

static uint64_t fnv(const uint8_t *p, unsigned n)
{
	uint64_t h = 0xcbf29ce484222325;
	while (n-- > 0)
		h = (h ^ *p++) * 0x100000001b3;
	return h;
}

static uint16_t fletcher(const uint8_t *p, unsigned n)
{
	uint8_t a = 0, b = 0;
	while (n-- > 0) {
		unsigned sum = a + *p++;
		a = (uint8_t)(sum - (sum >= 255 ? 255 : 0));
		sum = a + b;
		b = (uint8_t)(sum - (sum >= 255 ? 255 : 0));
	}
	return (uint16_t)(b << 8 | a);
}

int program(void)
{
	static uint8_t data[216];
	uint32_t seed = 1;
	make_table();
	for (unsigned i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)next_random(&seed);
	print("check value %08x\n", crc32((const uint8_t *)"123456789", 9));
	for (unsigned n = 1; n <= sizeof data; n = n * 6) {
		print("%3u crc32 %08x crc16 %04x crc64 %016lx\n", n, crc32(data, n), crc16(data, n), crc64(data, n));
		print("    adler %08x fnv %016lx fletcher %04x\n", adler(data, n), fnv(data, n), fletcher(data, n));
	}
	return 0;
}
