// A stack machine run three ways: by a switch, by a table of functions, by computed jumps.

#include "../runtime.h"

enum { PUSH, ADD, SUB, MUL, MOD, DUP, SWAP, OVER, DROP, LOAD, STORE, LESS, JUMP, IF, OUT, STOP, OPCODES };

/** Sums i*i mod 97 for i below 60, showing every twentieth sum. */
static const int8_t CODE[] = {
	PUSH, 0, STORE, 0, PUSH, 0, STORE, 1,
	LOAD, 0, DUP, MUL, PUSH, 97, MOD, LOAD, 1, ADD, STORE, 1,
	LOAD, 0, PUSH, 20, MOD, IF, 3, LOAD, 1, OUT,
	LOAD, 0, PUSH, 1, ADD, DUP, STORE, 0, PUSH, 60, LESS, IF, 2, JUMP, 2, JUMP, -39,
	LOAD, 1, PUSH, 5, OVER, SWAP, SUB, DROP, OUT, STOP,
};

typedef struct {
	const int8_t *at;
	int32_t stack[16], *top, variables[2];
	int running;
} Machine;

static int32_t pop(Machine *m)
{
	return *m->top--;
}

static void push(Machine *m, int32_t value)
{
	*++m->top = value;
}

static void op_push(Machine *m) { push(m, *m->at++); }
static void op_add(Machine *m) { int32_t b = pop(m); *m->top += b; }
static void op_sub(Machine *m) { int32_t b = pop(m); *m->top -= b; }
static void op_mul(Machine *m) { int32_t b = pop(m); *m->top *= b; }
static void op_mod(Machine *m) { int32_t b = pop(m); *m->top %= b; }
static void op_dup(Machine *m) { push(m, *m->top); }
static void op_swap(Machine *m) { int32_t t = m->top[0]; m->top[0] = m->top[-1]; m->top[-1] = t; }
static void op_over(Machine *m) { push(m, m->top[-1]); }
static void op_drop(Machine *m) { m->top--; }
static void op_load(Machine *m) { push(m, m->variables[(uint8_t)*m->at++]); }
static void op_store(Machine *m) { m->variables[(uint8_t)*m->at++] = pop(m); }
static void op_less(Machine *m) { int32_t b = pop(m); *m->top = *m->top < b; }
static void op_jump(Machine *m) { int8_t by = *m->at++; m->at += by; }
static void op_if(Machine *m) { int8_t by = *m->at++; if (pop(m)) m->at += by; }
static void op_out(Machine *m) { print(" %d", pop(m)); }
static void op_stop(Machine *m) { m->running = 0; }

static void (*const TABLE[OPCODES])(Machine *) = {
	op_push, op_add, op_sub, op_mul, op_mod, op_dup, op_swap, op_over,
	op_drop, op_load, op_store, op_less, op_jump, op_if, op_out, op_stop,
};

static void by_table(Machine *m)
{
	while (m->running)
		TABLE[(uint8_t)*m->at++](m);
}

static void by_switch(Machine *m)
{
	while (m->running)
		switch (*m->at++) {
		case PUSH: op_push(m); break;
		case ADD: op_add(m); break;
		case SUB: op_sub(m); break;
		case MUL: op_mul(m); break;
		case MOD: op_mod(m); break;
		case DUP: op_dup(m); break;
		case SWAP: op_swap(m); break;
		case OVER: op_over(m); break;
		case DROP: op_drop(m); break;
		case LOAD: op_load(m); break;
		case STORE: op_store(m); break;
		case LESS: op_less(m); break;
		case JUMP: op_jump(m); break;
		case IF: op_if(m); break;
		case OUT: op_out(m); break;
		case STOP: op_stop(m); break;
		}
}

static void by_jumps(Machine *m)
{
	static const void *const LABELS[OPCODES] = {
		&&push, &&add, &&sub, &&mul, &&mod, &&dup, &&swap, &&over,
		&&drop, &&load, &&store, &&less, &&jump, &&if_, &&out, &&stop,
	};
#define NEXT goto *LABELS[(uint8_t)*m->at++]
	NEXT;
push: op_push(m); NEXT;
add: op_add(m); NEXT;
sub: op_sub(m); NEXT;
mul: op_mul(m); NEXT;
mod: op_mod(m); NEXT;
dup: op_dup(m); NEXT;
swap: op_swap(m); NEXT;
over: op_over(m); NEXT;
drop: op_drop(m); NEXT;
load: op_load(m); NEXT;
store: op_store(m); NEXT;
less: op_less(m); NEXT;
jump: op_jump(m); NEXT;
if_: op_if(m); NEXT;
out: op_out(m); NEXT;
stop: op_stop(m);
}

int program(void)
{
	static const struct {
		const char *name;
		void (*run)(Machine *m);
	} WAYS[] = {{"switch", by_switch}, {"table", by_table}, {"jumps", by_jumps}};
	for (unsigned i = 0; i < COUNT(WAYS); i++) {
		Machine machine = {.at = CODE, .running = 1};
		machine.top = machine.stack;
		print("%s:", WAYS[i].name);
		WAYS[i].run(&machine);
		print("; %d left\n", (int32_t)(machine.top - machine.stack));
	}
	return 0;
}
