// Revision v8, "kexec jump -v8", 21 Dec 2007.

import { eax, edi, esp, mem } from "../../cpu/assembler.ts";
import { hex32 } from "../../core/hex.ts";
import type { Emit } from "../../kernel/revision.ts";
import { controlPageExecutable, controlPageNotExecutable } from "../executable.ts";
import { processorNotesWith } from "../processor-notes.ts";
import type { Revision } from "../revision.ts";
import { AS_IT_WAS, type Variant } from "../variant.ts";
import { restoreTables } from "./routines.ts";
import { controlCode } from "./control-code.ts";
import { sysRebootAfterKexec } from "../sys-reboot.ts";
import { BACK, kernelKexecAfterJump, kexecJumpAfterMachineKexec, sysReboot } from "./kexec-jump.ts";
import { CODE_HALF } from "../code-half.ts";
import { pageListNames } from "../page-list.ts";
import { CONTROL_PAGE, PAGE_LIST, PAGE_LIST_PAE, SCRATCH_STACK_END, slot, slotGroup } from "./layout.ts";
import { afterSaveCpu } from "./machine-kexec.ts";
import { savedRegisters } from "./saved-registers.ts";

const noteWayBack: Emit = (a, word) => {
  a.mov(word("jump_back_entry"), edi, "EDI: the caller's real jump-back entry");
  a.mov(eax, mem(esp), "word on the lent stack");
  a.mov(word("helper_entry"), eax, "the caller's helper jump-back entry");
};

export const makeV8 = (variant: Variant): Revision => ({
  id: "v8",
  title: "kexec jump -v8",
  source: "[PATCH 1/3 -mm] kexec jump -v8 : kexec jump basic, 21 Dec 2007",
  release: "2.6.24-kjump",
  wayBack: ({ data }) =>
    `real jump-back entry ${hex32(data.get("jump_back_entry"))}, helper ${hex32(data.get("helper_entry"))}`,
  code: { control: variant.control ?? controlCode(variant), noteWayBack, routines: restoreTables },
  returnWord: "edi",
  needsNotes: false,
  processorNotes: processorNotesWith(variant, slot("backup pages map"), savedRegisters),
  controlPage: CONTROL_PAGE,
  pageListNames: pageListNames({ ...PAGE_LIST, ...PAGE_LIST_PAE }),
  slotGroup,
  stackFrom: SCRATCH_STACK_END,
  halfOfMemory: false,
  prepare: (kernel, pages, image) => controlPageExecutable(kernel, pages, image, "change_page_attr"),
  cleanup: (kernel, _pages, image) => controlPageNotExecutable(kernel, image, "change_page_attr"),
  sysReboot: sysReboot(variant),
  back: BACK,
  gates: {
    save_cpu_returned: afterSaveCpu,
    machine_kexec_returned: kexecJumpAfterMachineKexec,
    kexec_jump_returned: kernelKexecAfterJump,
    kernel_kexec_returned: sysRebootAfterKexec,
  },
  links: { virtualAddress: slot("control page VA"), swapPage: slot("swap page"), head: slot("backup pages map") },
  volatile: [
    [CODE_HALF, SCRATCH_STACK_END],
    [0xfe0, 0x1000],
  ],
});

export const v8: Revision = makeV8(AS_IT_WAS);
