#include "runtime.h"

#ifdef NATIVE
int putchar(int letter);

void put(char letter)
{
	putchar((unsigned char)letter);
}

int main(void)
{
	program();
	return 0;
}
#else
void put(char letter)
{
	__asm__ volatile("outb %0, %1" : : "a"(letter), "Nd"((unsigned short)0x3f8));
}

// In assembler, so that no compiler turns them into calls of themselves.
void *memcpy(void *to, const void *from, size_t count)
{
	void *at = to;
	__asm__ volatile("rep movsb" : "+D"(at), "+S"(from), "+c"(count) : : "memory");
	return to;
}

void *memset(void *to, int byte, size_t count)
{
	void *at = to;
	__asm__ volatile("rep stosb" : "+D"(at), "+c"(count) : "a"(byte) : "memory");
	return to;
}

void *memmove(void *to, const void *from, size_t count)
{
	if ((uintptr_t)to - (uintptr_t)from >= count)
		return memcpy(to, from, count);
	char *last = (char *)to + count - 1;
	const char *source = (const char *)from + count - 1;
	__asm__ volatile("std\n\trep movsb\n\tcld" : "+D"(last), "+S"(source), "+c"(count) : : "memory");
	return to;
}

int memcmp(const void *a, const void *b, size_t count)
{
	const unsigned char *p = a, *q = b;
	for (; count > 0; count--, p++, q++)
		if (*p != *q)
			return *p < *q ? -1 : 1;
	return 0;
}

// 64-bit division, which GCC calls by these names. One bit at a time, unless both halves fit the instruction.
static uint64_t divide(uint64_t n, uint64_t d, uint64_t *rest)
{
	uint64_t quotient = 0, r = 0;
	if (d >> 32 == 0 && n >> 32 < d) {
		uint32_t low, left;
		__asm__("divl %4" : "=a"(low), "=d"(left) : "0"((uint32_t)n), "1"((uint32_t)(n >> 32)), "r"((uint32_t)d) : "cc");
		*rest = left;
		return low;
	}
	for (int i = 63; i >= 0; i--) {
		int carry = r >> 63;
		r = r << 1 | (n >> i & 1);
		if (carry || r >= d) {
			r -= d;
			quotient |= (uint64_t)1 << i;
		}
	}
	*rest = r;
	return quotient;
}

uint64_t __udivdi3(uint64_t n, uint64_t d)
{
	uint64_t rest;
	return divide(n, d, &rest);
}

uint64_t __umoddi3(uint64_t n, uint64_t d)
{
	uint64_t rest;
	divide(n, d, &rest);
	return rest;
}

uint64_t __udivmoddi4(uint64_t n, uint64_t d, uint64_t *rest)
{
	uint64_t left;
	uint64_t quotient = divide(n, d, &left);
	if (rest)
		*rest = left;
	return quotient;
}

static uint64_t magnitude(int64_t value)
{
	return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

int64_t __divdi3(int64_t n, int64_t d)
{
	uint64_t quotient = __udivdi3(magnitude(n), magnitude(d));
	return (int64_t)((n < 0) != (d < 0) ? -quotient : quotient);
}

int64_t __moddi3(int64_t n, int64_t d)
{
	uint64_t rest = __umoddi3(magnitude(n), magnitude(d));
	return (int64_t)(n < 0 ? -rest : rest);
}

int64_t __divmoddi4(int64_t n, int64_t d, int64_t *rest)
{
	*rest = __moddi3(n, d);
	return __divdi3(n, d);
}

int __popcountsi2(uint32_t value)
{
	int count = 0;
	for (; value != 0; value &= value - 1)
		count++;
	return count;
}

int __popcountdi2(uint64_t value)
{
	return __popcountsi2((uint32_t)value) + __popcountsi2((uint32_t)(value >> 32));
}

int __paritysi2(uint32_t value)
{
	return __popcountsi2(value) & 1;
}

int __ctzdi2(uint64_t value)
{
	return (uint32_t)value != 0 ? __builtin_ctz((uint32_t)value) : 32 + __builtin_ctz((uint32_t)(value >> 32));
}

int __clzdi2(uint64_t value)
{
	return value >> 32 != 0 ? __builtin_clz((uint32_t)(value >> 32)) : 32 + __builtin_clz((uint32_t)value);
}
#endif

typedef void Sink(void *where, char letter);

struct field {
	unsigned width;
	int left, zero, wide;
};

static void pad(Sink *sink, void *where, char letter, unsigned length, unsigned width)
{
	for (; length < width; length++)
		sink(where, letter);
}

static void text(Sink *sink, void *where, const char *from, unsigned length, const struct field *field)
{
	if (!field->left)
		pad(sink, where, ' ', length, field->width);
	for (unsigned i = 0; i < length; i++)
		sink(where, from[i]);
	if (field->left)
		pad(sink, where, ' ', length, field->width);
}

static void number(Sink *sink, void *where, uint64_t value, unsigned base, int negative, const struct field *field)
{
	char digits[24];
	char *at = digits + sizeof digits;
	do
		*--at = "0123456789abcdef"[value % base];
	while ((value /= base) != 0);
	unsigned length = (unsigned)(digits + sizeof digits - at);
	if (field->zero) {
		if (negative)
			sink(where, '-');
		pad(sink, where, '0', length + (negative != 0), field->width);
		text(sink, where, at, length, &(struct field){0});
		return;
	}
	if (negative) {
		*--at = '-';
		length++;
	}
	text(sink, where, at, length, field);
}

static void argument(Sink *sink, void *where, char kind, const struct field *field, va_list *arguments)
{
	switch (kind) {
	case 'd': {
		int64_t value = field->wide ? va_arg(*arguments, int64_t) : va_arg(*arguments, int32_t);
		number(sink, where, value < 0 ? -(uint64_t)value : (uint64_t)value, 10, value < 0, field);
		break;
	}
	case 'u':
	case 'x': {
		uint64_t value = field->wide ? va_arg(*arguments, uint64_t) : va_arg(*arguments, uint32_t);
		number(sink, where, value, kind == 'u' ? 10 : 16, 0, field);
		break;
	}
	case 'c': {
		char letter = (char)va_arg(*arguments, int);
		text(sink, where, &letter, 1, field);
		break;
	}
	case 's': {
		const char *string = va_arg(*arguments, const char *);
		unsigned length = 0;
		while (string[length])
			length++;
		text(sink, where, string, length, field);
		break;
	}
	default:
		sink(where, kind);
	}
}

static void format_to(Sink *sink, void *where, const char *format, va_list *arguments)
{
	for (; *format; format++) {
		if (*format != '%') {
			sink(where, *format);
			continue;
		}
		struct field field = {0};
		for (format++; *format == '0' || *format == '-'; format++)
			*(*format == '0' ? &field.zero : &field.left) = 1;
		for (; *format >= '0' && *format <= '9'; format++)
			field.width = field.width * 10 + (unsigned)(*format - '0');
		if (*format == 'l') {
			field.wide = 1;
			format++;
		}
		argument(sink, where, *format, &field, arguments);
	}
}

static void to_console(void *where, char letter)
{
	(void)where;
	put(letter);
}

void print(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	format_to(to_console, 0, format, &arguments);
	va_end(arguments);
}

struct buffer {
	char *to;
	unsigned room, length;
};

static void to_buffer(void *where, char letter)
{
	struct buffer *buffer = where;
	if (buffer->length + 1 < buffer->room)
		buffer->to[buffer->length] = letter;
	buffer->length++;
}

unsigned format_into(char *to, unsigned room, const char *format, ...)
{
	struct buffer buffer = {to, room, 0};
	va_list arguments;
	va_start(arguments, format);
	format_to(to_buffer, &buffer, format, &arguments);
	va_end(arguments);
	if (room > 0)
		to[buffer.length < room ? buffer.length : room - 1] = 0;
	return buffer.length;
}

uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}
