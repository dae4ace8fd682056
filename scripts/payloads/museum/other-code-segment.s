# A callee with a descriptor table of its own, in which the code segment has another selector.
.globl payload
payload:
	lgdt descriptor
	ljmp $8, $reloaded
reloaded:
	ret
.balign 8
table:
	.quad 0
	.quad 0x00cf9a000000ffff
descriptor:
	.word 15
	.long table
