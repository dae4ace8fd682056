# What the case programs have in common. The generator puts the addresses and selectors of the layout in front.

.code32
.text
.equ RES, DATA + 0x3000
.equ PTE0, PT1
.equ PTE1, PT1 + 4

.macro finish
  ljmp $8, $FINISH
.endm
.macro set_cr4 bits
  mov $\bits, %eax
  mov %eax, %cr4
.endm
.macro paging_on
  mov $PD, %eax
  mov %eax, %cr3
  mov %cr0, %eax
  or $0x80000000, %eax
  mov %eax, %cr0
.endm
.macro pae_on
  set_cr4 0x20
  mov $PDPT, %eax
  mov %eax, %cr3
  mov %cr0, %eax
  or $0x80000000, %eax
  mov %eax, %cr0
.endm
.macro write_protect
  mov %cr0, %eax
  or $0x10000, %eax
  mov %eax, %cr0
.endm
.macro nx_enable
  mov $0xc0000080, %ecx
  xor %edx, %edx
  mov $0x800, %eax
  wrmsr
.endm
.macro reload_cr3
  mov %cr3, %eax
  mov %eax, %cr3
.endm
.macro task
  mov $TSS_SEL, %eax
  ltr %ax
.endm
.macro ring3 label, stack=STACK3, flags=2
  task
  push $DATA3
  push $\stack
  push $\flags
  push $CODE3
  push $\label
  iret
.endm
.macro user_data
  mov $DATA3, %eax
  mov %eax, %ds
  mov %eax, %es
.endm
.macro selector seg, value
  mov $\value, %eax
  mov %eax, %\seg
.endm
