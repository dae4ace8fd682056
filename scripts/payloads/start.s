# The entry of every program: the stack it is called on is one page, which the exchange needs; it brings its own.

	.section .text.entry, "ax"
	.globl payload
payload:
	cld
	movl	%esp, %eax
	movl	$stack_top, %esp
	pushl	%eax
	call	program
	popl	%esp
	ret

	.section .bss
	.balign	16
	.zero	24576
stack_top:

	.section .note.GNU-stack, "", @progbits
