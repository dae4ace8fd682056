// Leaving functions sideways: a saved context to jump back to, and threads that switch stacks, both in assembler.

#include "../runtime.h"

typedef struct {
	uint32_t ebx, esi, edi, ebp, esp, eip;
} Context;

/** Returns 0, and once more with the value given to `resume`. */
__attribute__((returns_twice)) int remember(Context *context);
__attribute__((noreturn)) void resume(const Context *context, int value);
/** Keeps this stack's pointer and goes on with another. */
void change(uint32_t **from, uint32_t *to);

__asm__("	.text\n"
	"remember:\n"
	"	movl	4(%esp), %eax\n"
	"	movl	%ebx, (%eax)\n"
	"	movl	%esi, 4(%eax)\n"
	"	movl	%edi, 8(%eax)\n"
	"	movl	%ebp, 12(%eax)\n"
	"	leal	4(%esp), %ecx\n"
	"	movl	%ecx, 16(%eax)\n"
	"	movl	(%esp), %ecx\n"
	"	movl	%ecx, 20(%eax)\n"
	"	xorl	%eax, %eax\n"
	"	ret\n"
	"resume:\n"
	"	movl	4(%esp), %edx\n"
	"	movl	8(%esp), %eax\n"
	"	movl	(%edx), %ebx\n"
	"	movl	4(%edx), %esi\n"
	"	movl	8(%edx), %edi\n"
	"	movl	12(%edx), %ebp\n"
	"	movl	16(%edx), %esp\n"
	"	jmp	*20(%edx)\n"
	"change:\n"
	"	movl	4(%esp), %eax\n"
	"	movl	8(%esp), %edx\n"
	"	pusha\n"
	"	pushf\n"
	"	movl	%esp, (%eax)\n"
	"	movl	%edx, %esp\n"
	"	popf\n"
	"	popa\n"
	"	ret\n");

static Context outer;

static void fail_at(int depth, int limit)
{
	char local[32];
	memset(local, depth, sizeof local);
	if (depth == limit)
		resume(&outer, limit * 100 + local[31]);
	if (depth < 40)
		fail_at(depth + 1, limit);
}

static void attempts(void)
{
	for (volatile int limit = 0; limit < 12; limit += 3) {
		int value = remember(&outer);
		if (value == 0)
			fail_at(1, limit + 1);
		print("back with %d\n", value);
	}
}

enum { THREADS = 3, WORDS = 512 };
static uint32_t stacks[THREADS][WORDS], *saved[THREADS + 1];
static int current, finished;

static void yield(void)
{
	int from = current;
	current = (current + 1) % (THREADS + 1);
	change(&saved[from], saved[current]);
}

static void thread(void)
{
	int me = current;
	for (int i = 0; i < 4 + me; i++) {
		print("%c%d ", 'a' + me, i * i);
		yield();
	}
	finished++;
	for (;;)
		yield();
}

int program(void)
{
	attempts();
	for (int i = 0; i < THREADS; i++) {
		// what change pops: flags, eight registers, the address to return to
		uint32_t *top = &stacks[i][WORDS - 4];
		*--top = (uint32_t)(uintptr_t)thread;
		top -= 8;
		*--top = 2;
		saved[i] = top;
	}
	current = THREADS;
	while (finished < THREADS) {
		print("| ");
		yield();
	}
	print("done\n");
	return 0;
}
