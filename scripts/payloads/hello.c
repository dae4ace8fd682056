// The payload of the preset: a plain C function, called in physical mode, that says hello at COM1 and returns. How often
// it has been called is kept in its own memory, which the exchange brings back for every call.

static unsigned calls;

static void put(char letter)
{
	__asm__ volatile("outb %0, %1" : : "a"(letter), "Nd"((unsigned short)0x3f8));
}

static void print(const char *text)
{
	while (*text)
		put(*text++);
}

static void number(unsigned value)
{
	if (value > 9)
		number(value / 10);
	put((char)('0' + value % 10));
}

__attribute__((section(".text.entry"))) int payload(void)
{
	calls++;
	print("Hello from physical mode. This is call ");
	number(calls);
	print(".\n");
	return (int)calls;
}
