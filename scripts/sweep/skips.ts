// What is expected when a step is left out: who relies on it, and when that shows. The first row that applies counts.

import type { KernelName, RevisionId } from "../../app/sim/api.ts";
import { A_BASE } from "../../app/sim/kernel/population.ts";
import type { Place, Prediction } from "./predict.ts";

export interface Skip {
  readonly steps: RegExp;
  readonly revision?: RevisionId;
  readonly kernel?: KernelName;
  /** Does it show in this run? */
  readonly when?: (place: Place) => boolean;
  /** open: depends on what happens to lie in memory. */
  readonly comes: "open" | Prediction;
}

const survives = { kinds: ["survived"] } as const;
const tripleFault = { kinds: ["triple-fault"] } as const;
/** Runs through whatever lies there, until that is no code or halts. */
const goesAstray = { kinds: ["triple-fault", "hang"] } as const;
/** Somebody's bytes are overwritten: with what comes of it depends on whose. */
const breaks = { kinds: ["detected", "crashed", "triple-fault", "hang"] } as const;
const hangs = { kinds: ["hang"] } as const;
const detected = (invariant: string) => ({ kinds: ["detected"], invariant }) as const;

const userSpace = (place: Place): boolean => place.userSpace;
const first = (place: Place): boolean => place.first;
/** Is it a kernel that is entered, which sets up its own timer; a payload touches nothing. */
const bootsB = ({ trunk }: Place): boolean => trunk.scenario.payload === undefined;
const hasPae = ({ trunk }: Place): boolean => trunk.scenario.cpuHasPae;

export const SKIPS: readonly Skip[] = [
  // ---- load
  { steps: /^kimage_load_segment\/parameters$/, comes: { kinds: ["refused"], errno: "ENOMEM" } },
  { steps: /^kimage_/, comes: "open" },
  // a processor that knows pages which are not to be executed takes the control page for one
  {
    steps: /^machine_kexec_prepare(?:\/\w+)?$/,
    when: ({ trunk }) => trunk.scenario.kernelIsPae === true,
    comes: tripleFault,
  },
  // the transition tables are built when an image is loaded; v8 builds them in control code
  { steps: /^machine_kexec_prepare$/, revision: "mainline-i386", comes: tripleFault },
  { steps: /^machine_kexec_prepare$/, comes: survives },

  // ---- leave: what is stopped before the jump
  { steps: /^kernel_kexec\/trylock$/, comes: survives },
  {
    steps: /^pm_prepare_console$/,
    kernel: "A",
    // later the terminal of the jump before is still noted as the one to go back to
    when: (place) => place.first && place.userSpace,
    comes: detected("console-resumed"),
  },
  { steps: /^(?:pm_prepare_console|freeze_processes|suspend_console)(?:\/|$)/, comes: survives },
  // a card that goes on receiving, into pages that are B's by then
  { steps: /^(?:device_suspend|dpm_suspend_start)(?:\/eth0)?$/, kernel: "A", comes: breaks },
  { steps: /^dpm_suspend\/eth0$/, kernel: "A", comes: breaks },
  // B uses the disk, and what was not saved is not restored
  {
    steps: /^(?:device|dpm)_suspend\/sda$/,
    kernel: "A",
    when: (place) => place.userSpace && bootsB(place),
    comes: detected("devices-resumed"),
  },
  // a processor that goes on counting does so in B's pages where the kernel's own are exchanged
  {
    steps: /^(?:disable_nonboot_cpus$|suspend_disable_secondary_cpus$|cpu_down\/)/,
    kernel: "A",
    when: ({ trunk }) => trunk.scenario.bRange.start <= A_BASE,
    comes: breaks,
  },
  // what was not saved is not restored after B has used it: no tick
  {
    steps: /^(?:device_power_down(?:\/timer|\/i8259A)?|syscore_suspend\/timer)$/,
    kernel: "A",
    when: (place) => place.userSpace && bootsB(place),
    comes: hangs,
  },
  // machine_kexec has masked every line of the I/O APIC
  { steps: /^syscore_suspend(?:\/ioapic)?$/, kernel: "A", when: userSpace, comes: hangs },
  // what late and noirq callbacks keep is put back on the way; it is still there from the jump before
  {
    steps: /^(?:device_power_down\/(?:eth0|sda)|dpm_suspend_(?:late|noirq)\/\w+)$/,
    kernel: "A",
    when: (place) => place.first && place.userSpace,
    comes: detected("devices-resumed"),
  },
  {
    steps: /^(?:device_power_down|dpm_suspend_end)$/,
    kernel: "A",
    when: (place) => place.first && place.userSpace,
    comes: detected("devices-resumed"),
  },
  { steps: /^(?:device_|dpm_|syscore_)(?:suspend|power_down)/, comes: survives },
  { steps: /^(?:disable_nonboot_cpus$|suspend_disable_secondary_cpus$|cpu_down\/)/, comes: survives },
  // off already, and off again with all flags cleared
  { steps: /^(?:machine_kexec\/)?local_irq_disable$/, comes: survives },
  { steps: /^save_processor_state$/, comes: survives },
  // the code of the jump before is still there
  { steps: /^machine_kexec\/memcpy$/, when: first, comes: tripleFault },
  { steps: /^machine_kexec\/magic$/, comes: "open" },
  {
    steps: /^machine_kexec\/restore_boot_irq_mode$/,
    // B has no timer interrupt while it boots
    when: (place) => place.later(({ name }) => name === "start_kernel/calibrate_delay", "B"),
    comes: hangs,
  },
  {
    steps:
      /^machine_kexec\/(?:memcpy|load_segments|no_tables|clear_IO_APIC|restore_boot_irq_mode|hw_breakpoint_disable)$/,
    comes: survives,
  },

  // ---- control code
  {
    steps: /^code\/load-transition-tables$/,
    revision: "mainline-i386",
    // their identity mapping is global: where CR4.PGE stays on, the TLB has kept it from the jump before
    when: (place) => !place.first && !hasPae(place),
    comes: survives,
  },
  { steps: /^code\/(?:load-transition-tables|load-tables-back|own-tables|start-paging)$/, comes: tripleFault },
  { steps: /^code\/stop-paging$/, comes: goesAstray },
  // CR4 = 0 empties the TLB as well
  { steps: /^code\/second-flush$/, when: (place) => !hasPae(place), comes: detected("flush-after-switch") },
  // without PAE CR4 was never cleared
  { steps: /^code\/restore-features$/, when: hasPae, comes: goesAstray },
  { steps: /^code\/restore-cr0$/, comes: detected("context-restored") },
  // mainline pops them from the stack that the rest is popped from
  { steps: /^code\/restore-flags$/, revision: "mainline-i386", comes: tripleFault },
  { steps: /^code\/exchange/, comes: "open" },
  {
    steps: /^code\/keep-re-entry$/,
    revision: "v8",
    when: (place) => place.first && place.jumpsAgain,
    comes: tripleFault,
  },
  // the word of the control page is not what it would be, and nobody asks for it any more
  { steps: /^code\/keep-re-entry$/, revision: "v8", when: first, comes: { kinds: ["corrupted"] } },
  {
    steps: /^code\/keep-re-entry$/,
    revision: "mainline-i386",
    when: (place) => place.jumpsAgain,
    comes: tripleFault,
  },
  { steps: /^code\/keep-re-entry$/, revision: "mainline-i386", comes: { kinds: ["corrupted"] } },
  { steps: /^code\//, comes: survives },

  // ---- B boots
  { steps: /^start_kernel\/zap_low_mappings$/, comes: { kinds: ["corrupted"] } },
  { steps: /^start_kernel\/mem_init$/, comes: { kinds: ["refused"], errno: "ENOMEM" } },
  { steps: /^start_kernel\/(?:probe_irqs|local_irq_enable)$/, comes: hangs },
  { steps: /^probe\/(?:i8259A|timer)$/, comes: hangs },
  { steps: /^(?:start_kernel\/do_initcalls|probe\/)/, comes: detected("devices-reachable") },
  { steps: /^start_kernel\//, comes: survives },

  // ---- the way back
  {
    steps: /^restore_processor_state$/,
    kernel: "B",
    // without tables it lives until the next interrupt, if one comes before the run is over
    when: (place) => !place.jumpsAgain,
    comes: { kinds: ["triple-fault", "survived"] },
  },
  { steps: /^restore_processor_state$/, comes: tripleFault },
  // A calls B's start once more; from the second time on the word is right already
  {
    steps: /^machine_kexec\/start$/,
    kernel: "A",
    when: (place) => place.first && place.jumpsAgain && bootsB(place),
    comes: tripleFault,
  },
  // the word of the image is not what it would be, and nobody asks for it any more
  {
    steps: /^machine_kexec\/start$/,
    kernel: "A",
    when: (place) => place.first && bootsB(place),
    comes: { kinds: ["corrupted"] },
  },
  { steps: /^machine_kexec\/start$/, comes: survives },
  { steps: /^device_power_up(?:\/timer|\/i8259A)?$/, kernel: "A", when: userSpace, comes: hangs },
  { steps: /^syscore_resume(?:\/timer|\/ioapic)?$/, kernel: "A", when: userSpace, comes: hangs },
  {
    steps: /^(?:device_power_up\/(?:eth0|sda)|dpm_resume_(?:noirq|early)\/\w+|dpm_resume_start)$/,
    kernel: "A",
    when: userSpace,
    comes: detected("devices-resumed"),
  },
  { steps: /^device_power_up\/ioapic$/, kernel: "A", when: userSpace, comes: detected("devices-resumed") },
  { steps: /^syscore_resume\/i8259A$/, kernel: "A", when: userSpace, comes: detected("devices-resumed") },
  { steps: /^local_irq_enable$/, kernel: "A", when: userSpace, comes: hangs },
  {
    steps: /^(?:enable_nonboot_cpus|suspend_enable_secondary_cpus|cpu_up\/\w+)$/,
    kernel: "A",
    when: userSpace,
    comes: detected("processors-online"),
  },
  {
    steps: /^(?:device_resume|dpm_resume_end|(?:device|dpm)_resume\/\w+)/,
    kernel: "A",
    when: userSpace,
    comes: detected("devices-resumed"),
  },
  {
    steps: /^(?:resume_console|pm_restore_console)$/,
    kernel: "A",
    when: userSpace,
    comes: detected("console-resumed"),
  },
  { steps: /^thaw_processes/, kernel: "A", when: userSpace, comes: detected("tasks-thawed") },
  // the next jump is refused
  {
    steps: /^kernel_kexec\/unlock$/,
    when: (place) => place.jumpsAgain,
    comes: { ...detected("locks-released"), ends: true },
  },
  { steps: /^kernel_kexec\/unlock$/, kernel: "A", when: userSpace, comes: detected("locks-released") },
  // nobody looks at B's tasks and devices afterwards, and it waits for no tick
  { steps: /^(?:device_|dpm_|syscore_)(?:resume|power_up)/, comes: survives },
  { steps: /^(?:enable_nonboot_cpus|suspend_enable_secondary_cpus|local_irq_enable)$/, comes: survives },
  { steps: /^(?:resume_console|pm_restore_console|thaw_processes|kernel_kexec\/unlock)/, comes: survives },
  { steps: /\/save$/, comes: survives },
];
