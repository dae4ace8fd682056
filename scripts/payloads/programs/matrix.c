// Matrices: products, transposes, powers, a determinant modulo a prime, and a rotation in fixed point.

#include "../runtime.h"

enum { N = 8, PRIME = 10007 };

typedef struct {
	int32_t at[N][N];
} Matrix;

static Matrix product(const Matrix *a, const Matrix *b)
{
	Matrix c;
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			int32_t sum = 0;
			for (int k = 0; k < N; k++)
				sum += a->at[i][k] * b->at[k][j];
			c.at[i][j] = sum % PRIME;
		}
	return c;
}

static void transpose(Matrix *m)
{
	for (int i = 0; i < N; i++)
		for (int j = 0; j < i; j++) {
			int32_t t = m->at[i][j];
			m->at[i][j] = m->at[j][i];
			m->at[j][i] = t;
		}
}

static int32_t inverse(int32_t a)
{
	int32_t t = 0, next = 1, r = PRIME;
	while (a != 0) {
		int32_t q = r / a, s = t - q * next;
		t = next;
		next = s;
		s = r - q * a;
		r = a;
		a = s;
	}
	return t < 0 ? t + PRIME : t;
}

static int32_t determinant(Matrix m)
{
	int32_t result = 1;
	for (int i = 0; i < N; i++) {
		int row = i;
		while (row < N && m.at[row][i] == 0)
			row++;
		if (row == N)
			return 0;
		if (row != i) {
			for (int j = 0; j < N; j++) {
				int32_t t = m.at[i][j];
				m.at[i][j] = m.at[row][j];
				m.at[row][j] = t;
			}
			result = PRIME - result;
		}
		result = result * m.at[i][i] % PRIME;
		int32_t by = inverse(m.at[i][i]);
		for (int k = i + 1; k < N; k++) {
			int32_t times = m.at[k][i] * by % PRIME;
			for (int j = i; j < N; j++)
				m.at[k][j] = ((m.at[k][j] - times * m.at[i][j]) % PRIME + PRIME) % PRIME;
		}
	}
	return result;
}

static int32_t times(int32_t a, int32_t b)
{
	return (int32_t)((int64_t)a * b >> 16);
}

int program(void)
{
	static Matrix a, b;
	uint32_t seed = 5;
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			a.at[i][j] = (int32_t)(next_random(&seed) % 100);
			b.at[i][j] = i == j;
		}
	print("determinant %d\n", determinant(a));
	Matrix power = b;
	for (int i = 0; i < 4; i++)
		power = product(&power, &a);
	print("of its fourth power %d\n", determinant(power));
	transpose(&a);
	b = product(&a, &power);
	for (int i = 0; i < N; i++)
		print("%5d%5d%6d\n", b.at[i][0], b.at[i][i], power.at[N - 1][i]);
	int32_t x = 1 << 16, y = 0;
	for (int i = 0; i < 36; i++) {
		int32_t t = times(x, 64540) - times(y, 11380);
		y = times(x, 11380) + times(y, 64540);
		x = t;
	}
	print("once around: %d %d\n", x, y);
	return 0;
}
