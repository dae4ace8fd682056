# A callee that meets a breakpoint instruction while there is no interrupt descriptor table.
.globl payload
payload:
	int3
	ret
