// Structures: copies, returns by value, bit fields, unions, packed records, a list, a tree, a hash table.

#include "../runtime.h"

typedef struct {
	int32_t x, y;
	int16_t z;
	char name[21];
} Point;

typedef struct {
	uint32_t low : 5, middle : 9;
	int32_t high : 11;
	uint8_t flag : 1;
} Fields;

typedef struct __attribute__((packed)) {
	uint8_t kind;
	uint32_t length;
	uint16_t check;
	uint64_t stamp;
} Packed;

typedef union {
	uint32_t word;
	uint16_t halves[2];
	uint8_t bytes[4];
} Word;

typedef struct Node {
	struct Node *left, *right;
	int32_t key;
	unsigned count;
} Node;

static Point moved(Point p, int32_t by)
{
	p.x += by;
	p.y -= by;
	p.z = (int16_t)(p.z * by);
	p.name[0]++;
	return p;
}

static Node pool[64];
static unsigned used;

static Node *insert(Node *tree, int32_t key)
{
	if (tree == 0) {
		pool[used] = (Node){.key = key, .count = 1};
		return &pool[used++];
	}
	if (key == tree->key)
		tree->count++;
	else if (key < tree->key)
		tree->left = insert(tree->left, key);
	else
		tree->right = insert(tree->right, key);
	return tree;
}

static unsigned depth(const Node *tree)
{
	if (tree == 0)
		return 0;
	unsigned left = depth(tree->left), right = depth(tree->right);
	return 1 + (left > right ? left : right);
}

static void walk(const Node *tree)
{
	if (tree == 0)
		return;
	walk(tree->left);
	print("%d%s", tree->key, tree->count > 1 ? "* " : " ");
	walk(tree->right);
}

static Node *reversed(Node *list)
{
	Node *result = 0;
	while (list != 0) {
		Node *next = list->right;
		list->right = result;
		result = list;
		list = next;
	}
	return result;
}

int program(void)
{
	Point points[6] = {{1, 2, 3, "a point"}};
	for (unsigned i = 1; i < COUNT(points); i++)
		points[i] = moved(points[i - 1], (int32_t)i * 100 - 250);
	for (unsigned i = 0; i < COUNT(points); i++)
		print("%d %d %d %s\n", points[i].x, points[i].y, points[i].z, points[i].name);
	Fields fields = {.low = 21, .middle = 300, .high = -700, .flag = 1};
	for (unsigned i = 0; i < 20; i++) {
		fields.low += 7;
		fields.middle = (fields.middle * 3 + fields.low) & 0x1ff;
		fields.high = (fields.high ^ (int32_t)fields.middle) >> 1;
		fields.flag ^= 1;
	}
	print("fields %u %u %d %u\n", fields.low, fields.middle, fields.high, fields.flag);
	Packed packed[3] = {{1, 0x11223344, 0x5566, 0x778899aabbccddee}};
	for (unsigned i = 1; i < COUNT(packed); i++) {
		packed[i] = packed[i - 1];
		packed[i].length ^= packed[i].check * 77u;
		packed[i].stamp = packed[i].stamp * 3 + packed[i].kind++;
	}
	uint32_t sum = 0;
	for (unsigned i = 0; i < sizeof packed; i++)
		sum = sum * 31 + ((uint8_t *)packed)[i];
	print("packed %u bytes, sum %08x\n", (unsigned)sizeof packed, sum);
	Word word = {.word = 0xdeadbeef};
	word.halves[1] ^= word.halves[0];
	word.bytes[2] = (uint8_t)(word.bytes[2] + word.bytes[0]);
	print("word %08x\n", word.word);
	uint32_t seed = 3;
	Node *tree = 0;
	for (unsigned i = 0; i < 50; i++)
		tree = insert(tree, (int32_t)(next_random(&seed) % 90) - 45);
	walk(tree);
	print("\ndepth %u, nodes %u\n", depth(tree), used);
	for (unsigned i = 0; i < used; i++)
		pool[i].right = i + 1 < used ? &pool[i + 1] : 0;
	for (Node *at = reversed(pool); at != 0; at = at->right)
		sum = sum * 33 + (uint32_t)at->key;
	print("list %08x\n", sum);
	return 0;
}
