// Three compressors and back: run lengths, a sliding window, Huffman codes.

#include "../runtime.h"

enum { SIZE = 400, WINDOW = 63 };

static uint8_t input[SIZE], packed[2 * SIZE], output[SIZE];

static unsigned pack_runs(void)
{
	unsigned n = 0;
	for (unsigned i = 0; i < SIZE;) {
		unsigned run = 1;
		while (i + run < SIZE && run < 255 && input[i + run] == input[i])
			run++;
		packed[n++] = (uint8_t)run;
		packed[n++] = input[i];
		i += run;
	}
	return n;
}

static unsigned unpack_runs(unsigned n)
{
	unsigned out = 0;
	for (unsigned i = 0; i < n; i += 2) {
		memset(output + out, packed[i + 1], packed[i]);
		out += packed[i];
	}
	return out;
}

static unsigned pack_window(void)
{
	unsigned n = 0, flags = 0, bit = 8;
	for (unsigned i = 0; i < SIZE;) {
		unsigned best = 0, from = 0;
		for (unsigned back = 1; back <= WINDOW && back <= i; back++) {
			unsigned length = 0;
			while (length < 18 && i + length < SIZE && input[i + length] == input[i + length - back])
				length++;
			if (length > best) {
				best = length;
				from = back;
			}
		}
		if (bit == 8) {
			flags = n++;
			packed[flags] = 0;
			bit = 0;
		}
		if (best >= 3) {
			packed[flags] |= (uint8_t)(1u << bit);
			packed[n++] = (uint8_t)from;
			packed[n++] = (uint8_t)best;
			i += best;
		} else
			packed[n++] = input[i++];
		bit++;
	}
	return n;
}

static unsigned unpack_window(unsigned n)
{
	unsigned out = 0;
	for (unsigned i = 0; i < n;) {
		unsigned flags = packed[i++];
		for (unsigned bit = 0; bit < 8 && i < n; bit++) {
			if ((flags >> bit & 1) == 0) {
				output[out++] = packed[i++];
				continue;
			}
			for (unsigned left = packed[i + 1]; left > 0; left--, out++)
				output[out] = output[out - packed[i]];
			i += 2;
		}
	}
	return out;
}

enum { SYMBOLS = 32 };
static struct {
	uint32_t weight;
	int16_t child[2], parent;
} nodes[2 * SYMBOLS];

static int lightest(int count)
{
	int best = -1;
	for (int i = 0; i < count; i++)
		if (nodes[i].weight > 0 && nodes[i].parent < 0 && (best < 0 || nodes[i].weight < nodes[best].weight))
			best = i;
	return best;
}

static int make_tree(void)
{
	int count = SYMBOLS;
	for (int i = 0; i < 2 * SYMBOLS; i++) {
		nodes[i].weight = 0;
		nodes[i].parent = -1;
	}
	for (unsigned i = 0; i < SIZE; i++)
		nodes[input[i] % SYMBOLS].weight++;
	for (;; count++) {
		int a = lightest(count);
		nodes[a].parent = (int16_t)count;
		int b = lightest(count);
		if (b < 0) {
			nodes[a].parent = -1;
			return a;
		}
		nodes[b].parent = (int16_t)count;
		nodes[count].child[0] = (int16_t)a;
		nodes[count].child[1] = (int16_t)b;
		nodes[count].weight = nodes[a].weight + nodes[b].weight;
	}
}

static unsigned pack_codes(void)
{
	unsigned n = 0;
	memset(packed, 0, sizeof packed);
	for (unsigned i = 0; i < SIZE; i++) {
		uint32_t code = 0;
		unsigned length = 0;
		for (int at = input[i] % SYMBOLS; nodes[at].parent >= 0; at = nodes[at].parent)
			code |= (uint32_t)(nodes[nodes[at].parent].child[1] == at) << length++;
		while (length-- > 0) {
			packed[n / 8] |= (uint8_t)((code >> length & 1) << n % 8);
			n++;
		}
	}
	return n;
}

static int same_codes(int root)
{
	unsigned n = 0;
	for (unsigned i = 0; i < SIZE; i++) {
		int at = root;
		for (; at >= SYMBOLS; n++)
			at = nodes[at].child[packed[n / 8] >> n % 8 & 1];
		if (at != input[i] % SYMBOLS)
			return 0;
	}
	return 1;
}

int program(void)
{
	uint32_t seed = 12;
	for (unsigned i = 0; i < SIZE;) {
		unsigned run = next_random(&seed) % 9, letter = next_random(&seed) % 7;
		if (run == 8 && i > 40 && i + 20 < SIZE) {
			memcpy(input + i, input + i - 30, 20);
			i += 20;
		}
		for (run = run < 6 ? 1 : run; run > 0 && i < SIZE; run--)
			input[i++] = (uint8_t)('a' + letter * letter / 3);
	}
	unsigned n = pack_runs(), back = unpack_runs(n);
	print("runs: %u to %u to %u, same %d\n", SIZE, n, back, memcmp(input, output, SIZE) == 0);
	memset(output, 0, SIZE);
	n = pack_window();
	back = unpack_window(n);
	print("window: %u to %u to %u, same %d\n", SIZE, n, back, memcmp(input, output, SIZE) == 0);
	int root = make_tree();
	n = pack_codes();
	print("codes: %u bytes to %u bits, same %d\n", SIZE, n, same_codes(root));
	uint32_t sum = 0;
	for (unsigned i = 0; i < n / 8; i++)
		sum = sum * 31 + packed[i];
	print("sum %08x\n", sum);
	return 0;
}
