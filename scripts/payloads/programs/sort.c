// Five ways to sort the same numbers, called through a table.

#include "../runtime.h"

typedef void Sort(int32_t *numbers, unsigned count);

enum { SIZE = 160 };

static void insertion(int32_t *a, unsigned n)
{
	for (unsigned i = 1; i < n; i++) {
		int32_t value = a[i];
		unsigned j = i;
		for (; j > 0 && a[j - 1] > value; j--)
			a[j] = a[j - 1];
		a[j] = value;
	}
}

static void shell(int32_t *a, unsigned n)
{
	for (unsigned gap = n / 2; gap > 0; gap /= 2)
		for (unsigned i = gap; i < n; i++) {
			int32_t value = a[i];
			unsigned j = i;
			for (; j >= gap && a[j - gap] > value; j -= gap)
				a[j] = a[j - gap];
			a[j] = value;
		}
}

static void swap(int32_t *a, int32_t *b)
{
	int32_t t = *a;
	*a = *b;
	*b = t;
}

static void quick(int32_t *a, unsigned n)
{
	while (n > 1) {
		int32_t pivot = a[n / 2];
		int i = 0, j = (int)n - 1;
		while (i <= j) {
			while (a[i] < pivot)
				i++;
			while (a[j] > pivot)
				j--;
			if (i <= j)
				swap(&a[i++], &a[j--]);
		}
		quick(a, (unsigned)(j + 1));
		a += i;
		n -= (unsigned)i;
	}
}

static void sift(int32_t *a, unsigned from, unsigned n)
{
	for (unsigned child; (child = 2 * from + 1) < n; from = child) {
		if (child + 1 < n && a[child] < a[child + 1])
			child++;
		if (a[from] >= a[child])
			return;
		swap(&a[from], &a[child]);
	}
}

static void heap(int32_t *a, unsigned n)
{
	for (unsigned i = n / 2; i-- > 0;)
		sift(a, i, n);
	while (n-- > 1) {
		swap(&a[0], &a[n]);
		sift(a, 0, n);
	}
}

static int32_t spare[SIZE];

static void merge(int32_t *a, unsigned n)
{
	if (n < 2)
		return;
	unsigned half = n / 2, i = 0, j = half, k = 0;
	merge(a, half);
	merge(a + half, n - half);
	while (i < half || j < n)
		spare[k++] = j == n || (i < half && a[i] <= a[j]) ? a[i++] : a[j++];
	memcpy(a, spare, n * sizeof *a);
}

static const struct {
	const char *name;
	Sort *sort;
} SORTS[] = {{"insertion", insertion}, {"shell", shell}, {"quick", quick}, {"heap", heap}, {"merge", merge}};

int program(void)
{
	static int32_t numbers[SIZE];
	for (unsigned s = 0; s < COUNT(SORTS); s++) {
		uint32_t seed = 7 + s, sum = 0;
		for (unsigned i = 0; i < SIZE; i++)
			numbers[i] = (int32_t)(next_random(&seed) % 2000) - 1000;
		SORTS[s].sort(numbers, SIZE);
		unsigned wrong = 0;
		for (unsigned i = 0; i < SIZE; i++) {
			sum = sum * 31 + (uint32_t)numbers[i];
			wrong += i > 0 && numbers[i - 1] > numbers[i];
		}
		print("%-10s %d .. %d, sum %08x, wrong %u\n", SORTS[s].name, numbers[0], numbers[SIZE - 1], sum, wrong);
	}
	return 0;
}
