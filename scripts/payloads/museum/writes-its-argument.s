# A callee that uses the place of its first argument, as a C function may.
.globl payload
payload:
	movl $0x6b6a756d, 4(%esp)
	ret
