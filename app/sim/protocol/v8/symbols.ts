// What revision v8 expects of control code that the user has brought.

import type { SymbolRules } from "../brought-code.ts";

export const SYMBOL_RULES: SymbolRules = {
  needed: ["relocate_kernel", "kexec_jump_save_cpu"],
  first: ["relocate_page", "kexec_jump_back_entry"],
  marks: [
    { label: "relocate_kernel", mark: { kind: "phase", id: "tables" } },
    { label: "identity_mapped", mark: { kind: "phase", id: "cr3-switch" } },
    { label: "virtual_mapped", mark: { kind: "phase", id: "virtual" } },
    { label: "swap_pages", mark: { kind: "swap-pages" } },
  ],
};
