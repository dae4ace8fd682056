// Worlds that step: Conway's life, rule 110, sand that topples, and what is left after some time.

#include "../runtime.h"

enum { ROWS = 12, COLUMNS = 20 };

static uint8_t world[ROWS][COLUMNS];

static void step(void)
{
	uint8_t next[ROWS][COLUMNS];
	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLUMNS; x++) {
			int around = -world[y][x];
			for (int dy = ROWS - 1; dy <= ROWS + 1; dy++)
				for (int dx = COLUMNS - 1; dx <= COLUMNS + 1; dx++)
					around += world[(y + dy) % ROWS][(x + dx) % COLUMNS];
			next[y][x] = around == 3 || (around == 2 && world[y][x]);
		}
	memcpy(world, next, sizeof world);
}

static void topple(int16_t *sand, unsigned n)
{
	for (int moved = 1; moved;) {
		moved = 0;
		for (unsigned i = 1; i + 1 < n; i++)
			if (sand[i] > 2) {
				sand[i] = (int16_t)(sand[i] - 2);
				sand[i - 1]++;
				sand[i + 1]++;
				moved = 1;
			}
	}
}

int program(void)
{
	static const char *const GLIDER[] = {" # ", "  #", "###"};
	for (unsigned i = 0; i < 9; i++)
		world[i / 3 + 1][i % 3 + 2] = GLIDER[i / 3][i % 3] == '#';
	world[8][14] = world[8][15] = world[8][16] = 1;
	for (int i = 0; i < 3; i++)
		step();
	for (int y = 0; y < ROWS; y++) {
		for (int x = 0; x < COLUMNS; x++)
			put(world[y][x] ? '#' : '.');
		put('\n');
	}
	uint64_t cells = 1;
	for (int i = 0; i < 12; i++) {
		print("%016lx\n", cells);
		uint64_t left = cells >> 1 | cells << 63, right = cells << 1 | cells >> 63;
		cells = (cells ^ right) | (cells & ~left);
	}
	int16_t sand[17] = {0};
	sand[8] = 24;
	topple(sand, COUNT(sand));
	for (unsigned i = 0; i < COUNT(sand); i++)
		print("%d ", sand[i]);
	put('\n');
	return 0;
}
