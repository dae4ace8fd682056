// The half of a control page that machine_kexec copies from kernel text on every execution; data and stack have the other.

export const CODE_HALF = 0x800;
