// Formatting: widths, signs, padding, 64 bits, texts cut to size, roman numerals, dates.

#include "../runtime.h"

static void roman(char *to, unsigned n)
{
	static const struct {
		uint16_t value;
		char text[3];
	} PARTS[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
		     {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
	for (unsigned i = 0; i < COUNT(PARTS); i++)
		for (; n >= PARTS[i].value; n -= PARTS[i].value)
			to += format_into(to, 3, "%s", PARTS[i].text);
	*to = 0;
}

/** Days since 1970 to a civil date. */
static void date(int32_t days)
{
	days += 719468;
	int32_t era = (days >= 0 ? days : days - 146096) / 146097;
	uint32_t day = (uint32_t)(days - era * 146097);
	uint32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	uint32_t rest = day - (365 * year + year / 4 - year / 100);
	uint32_t month = (5 * rest + 2) / 153;
	print("%04d-%02u-%02u ", (int32_t)year + era * 400 + (month >= 10), month < 10 ? month + 3 : month - 9,
	      rest - (153 * month + 2) / 5 + 1);
}

static int32_t parse(const char *text)
{
	int negative = *text == '-';
	int32_t value = 0;
	for (text += negative; *text >= '0' && *text <= '9'; text++)
		value = value * 10 - (*text - '0');
	return negative ? value : -value;
}

int program(void)
{
	print("[%d] [%5d] [%-5d] [%05d] [%x] [%08x] [%c] [%3c] [%%]\n", -42, 42, 42, -42, 0xbeef, 0xcafe, 'z', 'y');
	print("[%s] [%10s] [%-10s] [%2s]\n", "abc", "right", "left", "wider");
	print("[%ld] [%lu] [%lx] [%020lu]\n", INT64_MIN, UINT64_MAX, 0x123456789abcdef0ll, (uint64_t)1e15);
	print("[%d] [%u] [%d]\n", INT32_MIN, UINT32_MAX, INT32_MAX);
	char small[8];
	unsigned whole = format_into(small, sizeof small, "%d and %s", 1234, "more");
	print("%u letters, kept %s\n", whole, small);
	for (unsigned year = 1; year < 4000; year = year * 3 + 4) {
		char text[24];
		roman(text, year);
		print("%u %s\n", year, text);
	}
	for (int32_t day = -800000; day <= 40000; day += 70007)
		date(day);
	print("\n%d %d %d\n", parse("2147483647"), parse("-2147483648"), parse("-0"));
	return 0;
}
