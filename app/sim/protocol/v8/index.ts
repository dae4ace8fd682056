// Revision v8, "kexec jump -v8", 21 Dec 2007.

import type { Revision } from "../revision.ts";
import { controlCode } from "./control-code.ts";
import { kernelKexecAfterJump, kexecJumpAfterMachineKexec, sysReboot, sysRebootAfterKexec } from "./kexec-jump.ts";
import { CODE_HALF, CONTROL_PAGE, SCRATCH_STACK_END, slot, slotGroup } from "./layout.ts";
import { afterSaveCpu } from "./machine-kexec.ts";

export const v8: Revision = {
  id: "v8",
  title: "kexec jump -v8",
  source: "[PATCH 1/3 -mm] kexec jump -v8 : kexec jump basic, 21 Dec 2007",
  controlCode,
  controlPage: CONTROL_PAGE,
  slotGroup,
  stackFrom: SCRATCH_STACK_END,
  sysReboot,
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
};
