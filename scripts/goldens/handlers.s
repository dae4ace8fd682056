# The handlers every golden case runs with: one stub for each vector, which writes an event and ends the case, or
# returns when the mask at RESUME says so. The routine at HOOK, if there is one, runs in between.

.code32
.text
handlers:
vector = 0
.rept 64
  .balign 16
  .if (vector != 8) & ((vector < 10) | (vector > 14)) & (vector != 17)
  push $0
  .endif
  push $vector
  jmp record
  vector = vector + 1
.endr

  .balign 1024
record:
  pushf
  pusha
  push %ds
  push %es
  push %fs
  push %gs
  mov $0x10, %ax
  mov %ax, %ds
  mov %ax, %es
  cld
  mov LOG, %edi
  cmp $12, %edi
  jae finish
  incl LOG
  imul $96, %edi
  add $EVENTS, %edi
  # GS FS ES DS, EDI to EAX, flags in the handler, vector, error, EIP, CS, EFLAGS: 18 words as they lie on the stack
  mov %esp, %esi
  mov $18, %ecx
  rep movsl %ss:(%esi), %es:(%edi)
  # ESP and SS of an interrupted outer ring
  mov 64(%esp), %eax
  mov %cs, %edx
  xor %edx, %eax
  test $3, %al
  jz same_ring
  movsl %ss:(%esi), %es:(%edi)
  movsl %ss:(%esi), %es:(%edi)
  jmp outer_done
same_ring:
  xor %eax, %eax
  stosl
  stosl
outer_done:
  mov %cr2, %eax
  stosl
  mov %ss, %eax
  stosl
  mov %cs, %eax
  stosl
  mov %cr0, %eax
  stosl
  mov HOOK, %eax
  test %eax, %eax
  jz no_hook
  call *%eax
no_hook:
  mov 52(%esp), %eax
  bt %eax, RESUME
  jnc finish
  pop %gs
  pop %fs
  pop %es
  pop %ds
  popa
  add $12, %esp
  iret

  .org 0x800
finish:
  hlt
