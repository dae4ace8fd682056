// Texts as a terminal shows them: a machine of 128 MiB that loads an image for 16 to 48 MiB. Addresses and sizes are those of
// a real run; so is the form of the lines.

export const MEMORY_RANGES = `MEMORY RANGES
0000000000000100-000000000009fbff (0)
000000000009fc00-000000000009ffff (1)
00000000000f0000-00000000000fffff (1)
0000000000100000-0000000007fdffff (0)
0000000007fe0000-0000000007ffffff (1)
00000000fffc0000-00000000ffffffff (1)
`;

/** Address, size in pages, bytes of data. */
const SEGMENTS = [
  [0x1000000, 0x1af, 0x1aee40],
  [0x11af000, 0x1a49, 0],
  [0x2bf8000, 0x3f7, 0x3f6c12],
  [0x2fef000, 0x5, 0x4540],
  [0x2ff4000, 0x8, 0x7500],
  [0x2ffc000, 0x4, 0x400],
] as const;

const sharp = (value: number): string => (value === 0 ? "0" : `0x${value.toString(16)}`);

export const SEGMENT_LINES = `nr_segments = 6
${SEGMENTS.map(([mem, pages, bufsz], i) =>
  [
    `segment[${i}].buf   = ${bufsz === 0 ? "(nil)" : `0xb7${i}04008`}`,
    `segment[${i}].bufsz = ${sharp(bufsz)}`,
    `segment[${i}].mem   = ${sharp(mem)}`,
    `segment[${i}].memsz = ${sharp(pages * 4096)}`,
  ].join("\n"),
).join("\n")}
`;

export const KEXEC_LOG = `kernel: 0xb7a04008 kernel_size: 0x1aee40
${MEMORY_RANGES}Created backup segment
sym:      sha256_starts info: 12 other: 00 shndx: 1 value: e30 size: 6f
sym: sha256_starts value: 2ff4e30 addr: 2ff401e
CRASH MEMORY RANGES
0000000000000000-0000000000ffffff (0)
0000000003000000-0000000000ffffff (0)
kexec_load: entry = 0x2ff48c6 flags = 0x30002
${SEGMENT_LINES}`;

export const IOMEM = `00000000-00000fff : Reserved
00001000-0009fbff : System RAM
0009fc00-0009ffff : Reserved
000a0000-000bffff : PCI Bus 0000:00
000c0000-000c95ff : Video ROM
000f0000-000fffff : Reserved
  000f0000-000fffff : System ROM
00100000-07fdffff : System RAM
  01000000-017fffff : Kernel code
  01800000-01a5cfff : Kernel data
  01b3e000-01bb7fff : Kernel bss
07fe0000-07ffffff : Reserved
08000000-febfffff : PCI Bus 0000:00
  fd000000-fdffffff : 0000:00:02.0
  febc0000-febdffff : 0000:00:03.0
    febc0000-febdffff : e1000
fec00000-fec003ff : IOAPIC 0
fffc0000-ffffffff : Reserved
`;
