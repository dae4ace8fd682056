// Recursion: Ackermann, queens, Hanoi, Fibonacci, permutations, a maze, mutual recursion.

#include "../runtime.h"

static unsigned ackermann(unsigned m, unsigned n)
{
	if (m == 0)
		return n + 1;
	return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

static unsigned queens(unsigned n, unsigned columns, unsigned left, unsigned right)
{
	unsigned all = (1u << n) - 1, count = 0;
	if (columns == all)
		return 1;
	for (unsigned free = all & ~(columns | left | right); free != 0; free &= free - 1) {
		unsigned here = free & -free;
		count += queens(n, columns | here, (left | here) << 1, (right | here) >> 1);
	}
	return count;
}

static unsigned moves;

static void hanoi(int n, char from, char to, char by)
{
	if (n == 0)
		return;
	hanoi(n - 1, from, by, to);
	if (++moves % 50 == 1)
		print("move %u: disc %d from %c to %c\n", moves, n, from, to);
	hanoi(n - 1, by, to, from);
}

static unsigned fibonacci(unsigned n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static uint32_t seen;

static void permute(char *text, unsigned n)
{
	if (n == 1) {
		for (const char *at = text; *at; at++)
			seen = seen * 31 + (unsigned)*at;
		return;
	}
	for (unsigned i = 0; i < n; i++) {
		permute(text, n - 1);
		char *other = n % 2 ? text : text + i, t = *other;
		*other = text[n - 1];
		text[n - 1] = t;
	}
}

static int is_odd(unsigned n);

static int is_even(unsigned n)
{
	return n == 0 ? 1 : is_odd(n - 1);
}

static int is_odd(unsigned n)
{
	return n == 0 ? 0 : is_even(n - 1);
}

static char maze[7][12] = {"###########", "#   #     #", "# # # ### #", "# #   #   #", "# ##### # #", "#       # #", "###########"};

static int walk(int y, int x)
{
	if (maze[y][x] != ' ')
		return 0;
	maze[y][x] = '.';
	if (y == 5 && x == 9)
		return 1;
	if (walk(y, x + 1) || walk(y + 1, x) || walk(y, x - 1) || walk(y - 1, x))
		return 1;
	maze[y][x] = '-';
	return 0;
}

int program(void)
{
	print("ackermann %u %u\n", ackermann(2, 9), ackermann(3, 2));
	print("queens %u %u %u\n", queens(4, 0, 0, 0), queens(5, 0, 0, 0), queens(6, 0, 0, 0));
	hanoi(7, 'a', 'b', 'c');
	print("fibonacci %u\n", fibonacci(14));
	char letters[] = "abcde";
	permute(letters, 5);
	print("permutations %08x, at last %s\n", seen, letters);
	print("even %d odd %d\n", is_even(40), is_odd(40));
	print("maze %d\n", walk(1, 1));
	for (unsigned i = 0; i < COUNT(maze); i++)
		print("%s\n", maze[i]);
	return 0;
}
