// The three engines: each boots a floppy image and hands on what comes out of COM1, byte by byte.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface Engine {
  readonly name: string;
  /** Version, or undefined if it is not installed. */
  version(): string | undefined;
  /** What to install. */
  readonly install: string;
  /** Boots; `out` gets text and says true when it has enough. Resolves then, or when the engine ends or stays silent. */
  run(image: Buffer, out: (text: string) => boolean): Promise<void>;
}

/** The first line a command prints, or undefined if there is no such command. */
export const firstLine = (command: string, args: readonly string[]): string | undefined => {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n")[0];
  } catch {
    return undefined;
  }
};

const SECONDS_TO_BOOT = 60;
/** Within a case; a machine that is reset boots again in this time. */
const SECONDS_OF_SILENCE = 15;

/** A folder with the image, gone afterwards. */
async function withImage(image: Buffer, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "goldens-"));
  try {
    writeFileSync(join(folder, "floppy.img"), image);
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function untilEnough(
  child: ChildProcess,
  listen: (hear: (text: string) => void) => () => void,
  out: (text: string) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      deafen();
      child.kill("SIGKILL");
    };
    let timer = setTimeout(stop, SECONDS_TO_BOOT * 1000);
    const deafen = listen((text) => {
      clearTimeout(timer);
      timer = setTimeout(stop, SECONDS_OF_SILENCE * 1000);
      if (out(text)) stop();
    });
    child.on("close", () => {
      clearTimeout(timer);
      deafen();
      resolve();
    });
  });
}

const qemu: Engine = {
  name: "QEMU",
  install: "qemu-system-x86 (Debian)",
  version: () => firstLine("qemu-system-i386", ["--version"]),
  run: (image, out) =>
    withImage(image, (folder) => {
      const drive = `file=${join(folder, "floppy.img")},format=raw,if=floppy`;
      const machine = ["-machine", "pc", "-accel", "tcg", "-cpu", "max", "-m", "32", "-nic", "none"];
      const child = spawn(
        "qemu-system-i386",
        [...machine, "-display", "none", "-monitor", "none", "-serial", "stdio", "-drive", drive, "-boot", "a"],
        { stdio: ["ignore", "pipe", "ignore"] },
      );
      const listen = (hear: (text: string) => void) => {
        child.stdout.setEncoding("latin1").on("data", hear);
        return () => child.stdout.removeAllListeners("data");
      };
      return untilEnough(child, listen, out);
    }),
};

const BOCHS_FILES = {
  bios: ["/usr/share/seabios/bios.bin", "/usr/share/bochs/BIOS-bochs-legacy"],
  vga: ["/usr/share/seabios/vgabios-stdvga.bin", "/usr/share/bochs/VGABIOS-lgpl-latest"],
} as const;
const found = (paths: readonly string[]): string => paths.find((path) => existsSync(path)) ?? "";

const bochsConfig = (folder: string): string => `
display_library: term
megs: 32
romimage: file=${found(BOCHS_FILES.bios)}
vgaromimage: file=${found(BOCHS_FILES.vga)}
floppya: 1_44=${join(folder, "floppy.img")}, status=inserted
boot: floppy
cpu: model=corei5_lynnfield_750, count=1, ips=50000000, reset_on_triple_fault=1
clock: sync=none
com1: enabled=1, mode=file, dev=${join(folder, "com1.txt")}
log: ${join(folder, "log.txt")}
panic: action=report
error: action=report
info: action=ignore
sound: waveoutdrv=dummy
`;

/** Bochs writes COM1 to a file and wants a terminal, which script(1) gives it. */
const bochs: Engine = {
  name: "Bochs",
  install: "bochs, bochs-term, seabios, vgabios (Debian)",
  version: () => {
    const about = firstLine("sh", ["-c", "bochs --help cpu 2>&1 | grep -o 'Bochs x86 Emulator [0-9.]*'"]);
    return about === "" ? undefined : about;
  },
  run: (image, out) =>
    withImage(image, (folder) => {
      writeFileSync(join(folder, "bochsrc"), bochsConfig(folder));
      const command = `exec bochs -q -f ${join(folder, "bochsrc")}`;
      const child = spawn("script", ["-qefc", command, "/dev/null"], {
        stdio: ["pipe", "ignore", "ignore"],
        env: { ...process.env, TERM: "vt100" },
      });
      // Debian's build stops in its debugger at the start and at a reset: go on twice.
      child.stdin.write("c\nc\n");
      const path = join(folder, "com1.txt");
      const listen = (hear: (text: string) => void) => {
        let heard = 0;
        const look = (): void => {
          const text = existsSync(path) ? readFileSync(path, "latin1") : "";
          if (text.length > heard) {
            const news = text.slice(heard);
            heard = text.length;
            hear(news);
          }
        };
        const timer = setInterval(look, 100);
        return () => clearInterval(timer);
      };
      return untilEnough(child, listen, out);
    }),
};

/** v86 runs in a process of its own, because a defect met there can end it. */
const v86 = (folder: string): Engine => ({
  name: "v86",
  install: "npm package v86, named by --v86 FOLDER",
  version: () => {
    const file = join(folder, "package.json");
    if (!existsSync(file)) return undefined;
    const about: unknown = JSON.parse(readFileSync(file, "utf8"));
    return about !== null && typeof about === "object" && "version" in about
      ? `v86 ${String(about.version)}`
      : undefined;
  },
  run: (image, out) =>
    withImage(image, (temporary) => {
      const script = join(temporary, "run.mjs");
      writeFileSync(script, v86Script(folder, join(temporary, "floppy.img")));
      const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "ignore"] });
      const listen = (hear: (text: string) => void) => {
        child.stdout.setEncoding("latin1").on("data", hear);
        return () => child.stdout.removeAllListeners("data");
      };
      return untilEnough(child, listen, out);
    }),
});

const v86Script = (folder: string, floppy: string): string => `
import { readFileSync, writeSync } from "node:fs";
import { V86 } from ${JSON.stringify(pathToFileURL(join(folder, "build", "libv86.mjs")).href)};
const buffer = (path) => { const b = readFileSync(path); return b.buffer.slice(b.byteOffset, b.byteOffset + b.length); };
const emulator = new V86({
  wasm_path: ${JSON.stringify(join(folder, "build", "v86.wasm"))},
  bios: { buffer: buffer(${JSON.stringify(found(BOCHS_FILES.bios))}) },
  vga_bios: { buffer: buffer(${JSON.stringify(found(BOCHS_FILES.vga))}) },
  fda: { buffer: buffer(${JSON.stringify(floppy)}) },
  boot_order: 0x321,
  memory_size: 32 * 1024 * 1024,
  autostart: true,
  disable_speaker: true,
});
const text = [];
emulator.add_listener("serial0-output-byte", (byte) => {
  text.push(byte);
  if (byte === 10) writeSync(1, Buffer.from(text.splice(0)));
});
`;

export const engines = (v86Folder: string): readonly Engine[] => [qemu, bochs, v86(v86Folder)];
