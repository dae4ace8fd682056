# The boot image of the other engines: a boot sector that reads the rest from the floppy, and a monitor in 32-bit
# protected mode that sets up each case, runs it and prints what it left behind on COM1.

.equ COM, 0x3f8
.equ SECTORS, 9           # one per read
.equ STACK, 0x9000

.code16
.section .boot, "ax"
boot:
  cli
  xor %ax, %ax
  mov %ax, %ds
  mov %ax, %ss
  mov $0x7c00, %sp
  sti
  cld
  mov %dl, drive
  mov $MONITOR >> 4, %ax
  mov %ax, %es
  mov $1, %si             # next sector, from 0
read:
  mov %si, %ax
  mov $18, %cl
  div %cl                 # AL: track, AH: sector in it
  mov %ah, %cl
  inc %cl
  mov %al, %ch
  shr $1, %ch             # cylinder
  and $1, %al
  mov %al, %dh            # head
  mov drive, %dl
  xor %bx, %bx
  mov $0x0201, %ax
  int $0x13
  jc failed
  mov %es, %ax
  add $0x20, %ax
  mov %ax, %es
  inc %si
  cmp sectors, %si
  jbe read
  mov $COM + 1, %dx       # 115200 baud, 8N1, no interrupts
  xor %al, %al
  out %al, %dx
  mov $COM + 3, %dx
  mov $0x80, %al
  out %al, %dx
  mov $COM, %dx
  mov $1, %al
  out %al, %dx
  mov $COM + 1, %dx
  xor %al, %al
  out %al, %dx
  mov $COM + 3, %dx
  mov $3, %al
  out %al, %dx
  cli
  mov $0xff, %al          # no device interrupts
  out %al, $0x21
  out %al, $0xa1
  lgdtl own_gdtr
  mov $ENTRY_CR0, %eax
  mov %eax, %cr0
  ljmpl $8, $MONITOR
failed:
  hlt
  jmp failed
drive: .byte 0
  .balign 8
own_gdt:
  .quad 0
  .quad 0x00cf9b000000ffff
  .quad 0x00cf93000000ffff
own_gdtr:
  .word 23
  .long own_gdt
  .org 508
sectors: .word 0          # how many follow; filled in by the generator
  .word 0xaa55

.code32
.text
monitor:
  call own_state
  mov $'B', %al
  call put
  call newline
next:
  mov BLOB, %eax          # index of the case to run
  cmp BLOB + 4, %eax      # end
  jae over
  mov $'C', %al
  call put
  mov BLOB, %eax
  call put_word
  call newline
  call prepare
  lgdt gdtr
  lidt idtr
  ljmp $8, $1f
1:
  mov $0x10, %eax
  mov %eax, %ds
  mov %eax, %es
  mov %eax, %fs
  mov %eax, %gs
  mov %eax, %ss
  mov $registers_end - 32, %esp
  popa
  mov $STACK0, %esp
  push $2
  popf
  jmp CODE

# A case has ended: paging may be on, the tables are its own.
ended:
  cli
  cld
  call own_state
  mov $'L', %al
  call put
  mov LOG, %ecx
  imul $EVENT_WORDS, %ecx
  mov $EVENTS, %esi
  call put_words
  mov $'W', %al
  call put
  mov case_words, %ebp
  mov (%ebp), %edi        # count, then addresses
2:
  add $4, %ebp
  dec %edi
  js 3f
  mov (%ebp), %esi
  mov $1, %ecx
  call put_words_here
  jmp 2b
3:
  call newline
  incl BLOB
  jmp next
over:
  mov $'X', %al
  call put
  call newline
4:
  hlt
  jmp 4b

# Paging off, own tables, own stack, debugging off. Keeps the return address.
own_state:
  pop %ebx
  mov $ENTRY_CR0, %eax
  mov %eax, %cr0
  lgdt own_gdtr
  ljmp $8, $1f
1:
  mov $0x10, %eax
  mov %eax, %ds
  mov %eax, %es
  mov %eax, %fs
  mov %eax, %gs
  mov %eax, %ss
  mov $STACK, %esp
  push $2
  popf
  xor %eax, %eax
  lldt %ax
  mov %eax, %cr4
  mov %eax, %cr3
  mov %eax, %cr2
  mov %eax, %dr7
  mov %eax, %dr0
  mov %eax, %dr1
  mov %eax, %dr2
  mov %eax, %dr3
  mov $0xffff0ff0, %eax
  mov %eax, %dr6
  cmpl $0, uses_efer
  je 2f
  xor %eax, %eax
  xor %edx, %edx
  mov $0xc0000080, %ecx
  wrmsr
  movl $0, uses_efer
2:
  jmp *%ebx

# Fills the memory of the case BLOB names.
prepare:
  mov $GDT, %edi
  mov $(END - GDT) / 4, %ecx
  xor %eax, %eax
  rep stosl
  mov $BLOB + 8, %esi
  call apply              # base memory
  call copy_code          # handlers
  movb $0xea, FINISH      # the end of a case leads here
  movl $ended, FINISH + 1
  movw $8, FINISH + 5
  mov BLOB, %ebx
  sub $1, %ebx
  js 2f
1:
  call skip
  dec %ebx
  jns 1b
2:
  lodsl                   # bytes in this case
  lodsl                   # uses EFER
  mov %eax, uses_efer
  mov %esi, case_words
  lodsl
  lea (%esi, %eax, 4), %esi
  call apply
  jmp copy_code
skip:
  lodsl
  add %eax, %esi
  ret
# count, then address and value
apply:
  lodsl
  mov %eax, %ecx
1:
  jecxz 2f
  lodsl
  mov %eax, %edi
  movsl
  dec %ecx
  jmp 1b
2:
  ret
# address, length, bytes up to a multiple of 4
copy_code:
  lodsl
  mov %eax, %edi
  lodsl
  mov %eax, %ecx
  rep movsb
  add $3, %esi
  and $~3, %esi
  ret

put_words:
  jecxz newline
  call put_words_here
newline:
  mov $10, %al
put:
  push %edx
  push %eax
  mov $COM + 5, %edx
1:
  in %dx, %al
  test $0x20, %al
  jz 1b
  pop %eax
  mov $COM, %edx
  out %al, %dx
  pop %edx
  ret
# ECX words at ESI, each after a space
put_words_here:
  mov $' ', %al
  call put
  lodsl
  call put_word
  loop put_words_here
  ret
put_word:
  push %ecx
  mov $8, %ecx
1:
  rol $4, %eax
  push %eax
  and $15, %al
  add $'0', %al
  cmp $'9', %al
  jbe 2f
  add $'a' - '0' - 10, %al
2:
  call put
  pop %eax
  loop 1b
  pop %ecx
  ret

  .balign 4
registers:
  .long 0x77777777, 0x66666666, 0x55555555, 0, 0x44444444, 0x33333333, 0x22222222, 0x11111111
registers_end:
case_words: .long 0
uses_efer: .long 0
gdtr:
  .word GDT_LIMIT
  .long GDT
idtr:
  .word IDT_LIMIT
  .long IDT
