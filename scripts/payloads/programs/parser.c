// A tokenizer as a state machine and a recursive descent over its tokens: expressions and their values.

#include "../runtime.h"

enum token { END, NUMBER, NAME, OPERATOR, OPEN, CLOSE, BAD };

static const char *at;
static enum token token;
static int32_t value;
static char symbol;

static unsigned digit(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (unsigned)((c | 0x20) - 'a' + 10) : 99;
}

static void next(void)
{
	enum { START, ZERO, DECIMAL, HEX, OCTAL, BINARY, DONE } state = START;
	value = 0;
	while (state != DONE) {
		char c = *at;
		switch (state) {
		case START:
			at++;
			switch (c) {
			case ' ':
			case '\t':
				break;
			case 0:
				at--;
				token = END;
				state = DONE;
				break;
			case '(':
				token = OPEN;
				state = DONE;
				break;
			case ')':
				token = CLOSE;
				state = DONE;
				break;
			case '+': case '-': case '*': case '/': case '%': case '&': case '|': case '^': case '~': case '<': case '>':
				token = OPERATOR;
				symbol = c;
				state = DONE;
				break;
			case '0':
				token = NUMBER;
				state = ZERO;
				break;
			case '1' ... '9':
				token = NUMBER;
				value = c - '0';
				state = DECIMAL;
				break;
			case 'x' ... 'z':
				token = NAME;
				symbol = c;
				state = DONE;
				break;
			default:
				token = BAD;
				state = DONE;
			}
			break;
		case ZERO:
			state = c == 'x' ? HEX : c == 'b' ? BINARY : OCTAL;
			at += c == 'x' || c == 'b';
			break;
		case DECIMAL:
		case HEX:
		case OCTAL:
		case BINARY: {
			static const uint8_t BASE[] = {[DECIMAL] = 10, [HEX] = 16, [OCTAL] = 8, [BINARY] = 2};
			unsigned d = digit(c);
			if (d < BASE[state]) {
				value = (int32_t)((uint32_t)value * BASE[state] + d);
				at++;
			} else
				state = DONE;
			break;
		}
		case DONE:
			break;
		}
	}
}

static int power(char c)
{
	switch (c) {
	case '|': return 1;
	case '^': return 2;
	case '&': return 3;
	case '<': case '>': return 4;
	case '+': case '-': return 5;
	case '*': case '/': case '%': return 6;
	default: return 0;
	}
}

static int failed;

static int32_t expression(int least);

static int32_t primary(void)
{
	enum token kind = token;
	int32_t result = value;
	char name = symbol;
	next();
	switch (kind) {
	case NUMBER: return result;
	case NAME: return (name - 'w') * 1000;
	case OPEN:
		result = expression(1);
		failed |= token != CLOSE;
		next();
		return result;
	case OPERATOR:
		if (name == '-')
			return (int32_t)(0u - (uint32_t)primary());
		if (name == '~')
			return ~primary();
		break;
	default:
		break;
	}
	failed = 1;
	return 0;
}

static int32_t apply(char operator, int32_t a, int32_t b)
{
	uint32_t u = (uint32_t)a, v = (uint32_t)b;
	switch (operator) {
	case '|': return a | b;
	case '^': return a ^ b;
	case '&': return a & b;
	case '<': return (int32_t)(u << (v & 31));
	case '>': return a >> (v & 31);
	case '+': return (int32_t)(u + v);
	case '-': return (int32_t)(u - v);
	case '*': return (int32_t)(u * v);
	case '/': return b == 0 ? 0 : b == -1 ? (int32_t)(0u - u) : a / b;
	default: return b == 0 || b == -1 ? 0 : a % b;
	}
}

static int32_t expression(int least)
{
	int32_t left = primary();
	while (token == OPERATOR && power(symbol) >= least) {
		char operator = symbol;
		next();
		left = apply(operator, left, expression(power(operator) + 1));
	}
	return left;
}

int program(void)
{
	static const char *const TEXTS[] = {
		"1 + 2 * 3", "(1 + 2) * 3", "100 / 7 % 5", "0xff & ~0x0f | 1 < 12", "-5 * -(3 - 8)", "x * y - z / 7",
		"0b101101 ^ 0755", "2147483647 + 1", "-2147483648 / -1", "1 < 33 > 1", "7 - 3 - 2", "((((9))))",
		"-2000000000 > 5", "0xdeadbeef * 0x12345 ^ x", "1 +", "(2", "3 $ 4", "17 % -5 + -17 % 5",
	};
	for (unsigned i = 0; i < COUNT(TEXTS); i++) {
		at = TEXTS[i];
		failed = 0;
		next();
		int32_t result = expression(1);
		if (failed || token != END)
			print("%s: not an expression\n", TEXTS[i]);
		else
			print("%s = %d\n", TEXTS[i], result);
	}
	return 0;
}
