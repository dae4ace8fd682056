# The same with a table of its own: vector 3 leads to a handler that returns.
.globl payload
payload:
	movl $handler, %eax
	movw %ax, idt + 24
	shrl $16, %eax
	movw %ax, idt + 30
	movw %cs, %ax
	movw %ax, idt + 26
	lgdt gdt_descriptor
	ljmp $8, $reloaded
reloaded:
	movw $8, idt + 26
	lidt idt_descriptor
	int3
	ret
handler:
	iret
.balign 8
gdt:
	.quad 0
	.quad 0x00cf9a000000ffff
gdt_descriptor:
	.word 15
	.long gdt
.balign 8
idt:
	.quad 0, 0, 0
	.word 0, 0, 0x8e00, 0
idt_descriptor:
	.word 31
	.long idt
