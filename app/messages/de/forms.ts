// Sentences that the machine builds. A form that is more exact stands before one that would fit as well.

import type { Form } from "../forms.ts";

const OUTCOMES: readonly Form[] = [
  ["{n} jumps made", "{n} Sprünge gemacht"],
  ["{n} jump made", "{n} Sprung gemacht"],
  ["{n} jumps made; {rest}", "{n} Sprünge gemacht; {rest}"],
  ["kernel {k} runs on", "Kernel {k} läuft weiter"],
  ["kernel {k} runs on; {rest}", "Kernel {k} läuft weiter; {rest}"],
  [
    "kernel {k} runs on, kernel {a} is safe in its source pages",
    "Kernel {k} läuft weiter, Kernel {a} ist in seinen Source Pages in Sicherheit",
  ],
  ["every page is as without the fault", "jede Seite ist wie ohne den Fehler"],
  ["kexec_load refuses the image: {errno}", "kexec_load lehnt das Image ab: {errno}"],
  ["the jump fails: {errno}", "der Sprung scheitert: {errno}"],
  ["triple fault: {why}", "Triple Fault: {why}"],
  ["hang: {why}", "Hänger: {why}"],
  ["kexec waits for {lock}, which it holds itself", "kexec wartet auf {lock}, das es selbst hält"],
  [
    "the processor halts at {at}, and {n} events have not woken it",
    "der Prozessor hält bei {at} an, und {n} Ereignisse haben ihn nicht geweckt",
  ],
  [
    "the processor halts at {at}, and nothing is left that could wake it",
    "der Prozessor hält bei {at} an, und nichts ist übrig, was ihn wecken könnte",
  ],
  ["kernel {k} stops: {fault} at {at}", "Kernel {k} bleibt stehen: {fault} bei {at}"],
  ["no resume: {why}", "keine Wiederherstellung: {why}"],
  ["“{title}” does not hold: {detail}", "„{title}“ gilt nicht: {detail}"],
  ["{room}, mended", "{room}, behoben"],
];

const EXCEPTIONS: readonly Form[] = [
  ["vector {n} is beyond the limit of the {table}", "Vektor {n} liegt hinter dem Limit der {table}"],
  ["selector {n} is beyond the limit of the {table}", "Selektor {n} liegt hinter dem Limit der {table}"],
  ["{fault} while delivering {first}: {why}", "{fault} bei der Zustellung von {first}: {why}"],
  ["{fault} while delivering {first}", "{fault} bei der Zustellung von {first}"],
  [
    "{who} {access} at {at} has no page ({level} not present)",
    "{who} {access} bei {at} hat keine Seite ({level} nicht present)",
  ],
  [
    "{who} instruction fetch at {at} has no page ({level} not present)",
    "{who} Anweisungs-Fetch bei {at} hat keine Seite ({level} nicht present)",
  ],
  [
    "{who} instruction fetch at {at} is not allowed by its page tables",
    "{who} Anweisungs-Fetch bei {at} ist nach seinen Seitentabellen nicht erlaubt",
  ],
  [
    "{who} {access} at {at} is not allowed by its page tables",
    "{who} {access} bei {at} ist nach seinen Seitentabellen nicht erlaubt",
  ],
  ["{instruction}: the x87 FPU is not modelled", "{instruction}: Die x87-FPU ist nicht modelliert"],
];

const STEPS: readonly Form[] = [
  ["{n} pages of the image", "{n} Seiten des Images"],
  ['source pages and entries of segment "{code}"', "Source Pages und Einträge von Segment „{code}“"],
  ["freeze {task}", "{task} einfrieren"],
  ["thaw {task}", "{task} auftauen"],
  ["freeze {task} (pid {pid})", "{task} einfrieren (pid {pid})"],
  ["thaw {task} (pid {pid})", "{task} auftauen (pid {pid})"],
  ["take {cpu} down", "{cpu} abschalten"],
  ["bring {cpu} up", "{cpu} hochbringen"],
  ["probe {device}", "{device} suchen"],
  ["resume {device}", "{device} aufwecken"],
  ["restore {device}", "{device} wiederherstellen"],
  ["shut {device} down", "{device} abschalten"],
  ["syscore {callback} {device}", "syscore {callback} {device}"],
  ["{callback} {device}", "{callback} {device}"],
  ["fork {task}", "fork {task}"],
];

const BOARD: readonly Form[] = [
  ["processor {n}", "Prozessor {n}"],
  ["raises line {line} every {n} operations", "erhebt Leitung {line} alle {n} Operationen"],
  ["receives packets into {n} buffers", "empfängt Pakete in {n} Puffer"],
  ["{n} lines have a vector", "{n} Leitungen haben einen Vektor"],
  ["{n} command in the queue", "{n} Befehl in der Queue"],
  ["{n} commands in the queue", "{n} Befehle in der Queue"],
  ["kept: writes to {at}", "aufbewahrt: schreibt nach {at}"],
  ["redirection of line {line}: register {n}", "Umleitung von Leitung {line}: Register {n}"],
  [
    "its idle loop counts at {at}, frame {frame}, a page of kernel {k}",
    "seine Leerlaufschleife zählt bei {at}, Frame {frame}, einer Seite von Kernel {k}",
  ],
  ["its idle loop counts at {at}, frame {frame}", "seine Leerlaufschleife zählt bei {at}, Frame {frame}"],
];

const NUMBERS: readonly Form[] = [
  ["{n} ranges, {m} segments a call", "{n} Bereiche, {m} Segmente je Aufruf"],
  ["{n} pages, three copies each", "{n} Seiten, je drei Kopien"],
  [
    "{n} pages in {m} ranges, as A's mem_map has it when A leaves",
    "{n} Seiten in {m} Bereichen, nach As mem_map, wenn A geht",
  ],
  [
    "image {i}, {kind}: {n} pages and the headers of the file",
    "Image {i}, {kind}: {n} Seiten und die Header der Datei",
  ],
  ["{n} ranges in a plain image", "{n} Bereiche in einem vollständigen Image"],
  ["{n} ranges in a filtered image", "{n} Bereiche in einem gefilterten Image"],
  ["{who} has {range}, exchanged is {other}", "{who} hat {range}, ausgetauscht ist {other}"],
  ["{n} pages, none in {range}", "{n} Seiten, keine in {range}"],
  ["{n} ranges, none in {range}", "{n} Bereiche, keiner in {range}"],
];

const EVIDENCE: readonly Form[] = [
  ["{n} instructions with PG = 0 and IF = 1", "{n} Anweisungen mit PG = 0 und IF = 1"],
  ["{code} of kernel {k} as saved", "{code} von Kernel {k} wie gesichert"],
  ["kernel {k}: as before", "Kernel {k}: wie zuvor"],
  ["{n} pages of kernel {k}, {m} destinations", "{n} Seiten von Kernel {k}, {m} Destinations"],
  [
    "{device}, set to work by kernel {k}, writes into frame {frame}, which holds a page of kernel {b} ({code})",
    "{device}, beauftragt von Kernel {k}, schreibt in Frame {frame}, der eine Seite von Kernel {b} hält ({code})",
  ],
  [
    "{device} writes into frame {frame}, a page of kernel {k}",
    "{device} schreibt in Frame {frame}, eine Seite von Kernel {k}",
  ],
  [
    "{n} pairs have changed places; the same list brings them back",
    "{n} Paare haben die Plätze getauscht; dieselbe Liste bringt sie zurück",
  ],
  ["{n} frames of A accounted for", "{n} Frames von A nachgewiesen"],
  ["{n} times", "{n} Mal"],
  ["{n} files saved, {m} on the disk", "{n} Dateien gesichert, {m} auf der Platte"],
  ["image {n} is valid when kernel {k} ends its visit", "Image {n} ist gültig, wenn Kernel {k} seinen Besuch beendet"],
  ["image {n}: {m} pages as A has left them", "Image {n}: {m} Seiten, wie A sie verlassen hat"],
  ["{code} and the lent stack in frame {frame}", "{code} und der geliehene Stack in Frame {frame}"],
  [
    "{n} frames of kernel {k} equal; {m} bytes of control page and stack changed as allowed",
    "{n} Frames von Kernel {k} gleich; {m} Bytes von Control Page und Stack erlaubt geändert",
  ],
  ["kernel {k} ends its visit without an image", "Kernel {k} beendet seinen Besuch ohne Image"],
  ["kernel {k}: byte {at} was {n}, is {m}", "Kernel {k}: Byte {at} war {n}, ist {m}"],
  ["kernel {k} wrote frame {frame}", "Kernel {k} schrieb Frame {frame}"],
  ["control page {frame} is a destination", "Control Page {frame} ist eine Destination"],
  [
    "the page of frame {frame} is in no frame as A left it: {device} wrote to it",
    "die Seite von Frame {frame} ist in keinem Frame, wie A sie verließ: {device} schrieb hinein",
  ],
  ["frames {a} and {b} have not changed places", "Frames {a} und {b} haben die Plätze nicht getauscht"],
  ["kernel {k}: {device} is dead", "Kernel {k}: {device} ist tot"],
  ["kernel {k}: live update sessions are frozen", "Kernel {k}: Live-Update-Sitzungen sind eingefroren"],
  [
    "kernel {k} writes a superblock with {n} files over one with {m} that it has never read",
    "Kernel {k} schreibt einen Superblock mit {n} Dateien über einen mit {m}, den er nie gelesen hat",
  ],
];

const FRAMES: readonly Form[] = [
  ["present from the start: {what}", "von Anfang an da: {what}"],
  ["copied from frame {frame}: {how}", "kopiert aus Frame {frame}: {how}"],
  ["written: {how}", "geschrieben: {how}"],
  ["kernel {k}, image", "Kernel {k}, Image"],
  ["kernel {k}, start-up code", "Kernel {k}, Startcode"],
  ["kernel {k}, allocated page", "Kernel {k}, angelegte Seite"],
  ["kernel {k}, a task's memory", "Kernel {k}, Speicher eines Tasks"],
  ["kernel {k}, text and data", "Kernel {k}, Text und Daten"],
  ["kernel {k}, page cache", "Kernel {k}, Page Cache"],
  ["kernel {k}, {what}", "Kernel {k}, {what}"],
];

const OPERATIONS: readonly Form[] = [
  ["nothing yet: kernel {k} is running", "noch nichts: Kernel {k} läuft"],
  ["call {function}: return address on the stack", "call {function}: Rücksprungadresse auf dem Stack"],
  ["call relocate_kernel({code})", "call relocate_kernel({code})"],
  ["call kexec_jump_save_cpu with the control page {at}", "call kexec_jump_save_cpu mit der Control Page {at}"],
  ["call {function}", "call {function}"],
  ["return {n}", "return {n}"],
  ["{function} returns", "{function} kehrt zurück"],
  ["{function}: line {line}, interrupted at {at}", "{function}: Leitung {line}, unterbrochen bei {at}"],
  ["{function}: end of interrupt to the controller", "{function}: Ende des Interrupts an den Controller"],
  ["interrupt {vector} taken: line {line}, {device}", "Interrupt {vector} angenommen: Leitung {line}, {device}"],
  ["{device}: waits for commands under way: {n}", "{device}: wartet auf laufende Befehle: {n}"],
  ["{device}: packet {n} into frame {frame}", "{device}: Paket {n} in Frame {frame}"],
  [
    "{device}: {n} packets taken, their buffers are the card's again",
    "{device}: {n} Pakete abgeholt, ihre Puffer gehören wieder der Karte",
  ],
  ["{device}: {n} commands are done", "{device}: {n} Befehle sind fertig"],
  ["{device}: power_state = {state} in its struct", "{device}: power_state = {state} in seiner Struktur"],
  ["{device}: frame {frame} written to block {block}", "{device}: Frame {frame} in Block {block} geschrieben"],
  ["{device}: block {block} read into frame {frame}", "{device}: Block {block} in Frame {frame} gelesen"],
  ["{device}: write of block {block}, buffer {at}", "{device}: Schreiben von Block {block}, Puffer {at}"],
  [
    "{device}: {n} blocks from {block} on read into frames from {frame} on",
    "{device}: {n} Blöcke ab {block} in Frames ab {frame} gelesen",
  ],
  [
    "{device}: {n} frames from {frame} on written to blocks from {block} on",
    "{device}: {n} Frames ab {frame} in Blöcke ab {block} geschrieben",
  ],
  ["{device}: queue empty, disk stopped", "{device}: Queue leer, Platte angehalten"],
  ["{device}: interrupt off, mask {mask} is kept in RAM", "{device}: Interrupt aus, Maske {mask} im RAM aufbewahrt"],
  ["{device}: {n} registers are kept in RAM at {at}", "{device}: {n} Register im RAM aufbewahrt, bei {at}"],
  ["{device}: {n} redirection entries are kept in RAM", "{device}: {n} Umleitungseinträge im RAM aufbewahrt"],
  [
    "{device}: divisor {n} is kept in RAM, no ticks from here on",
    "{device}: Teiler {n} im RAM aufbewahrt, von hier an keine Ticks",
  ],
  [
    "{device}: masks {mask} are kept in RAM, all lines masked",
    "{device}: Masken {mask} im RAM aufbewahrt, alle Leitungen maskiert",
  ],
  ["{device}: line control {n} is kept in RAM", "{device}: Line Control {n} im RAM aufbewahrt"],
  ["{device}: line control {n} from RAM", "{device}: Line Control {n} aus dem RAM"],
  [
    "{device}: modem control {n} is kept in RAM, its lines go down",
    "{device}: Modem Control {n} im RAM aufbewahrt, seine Leitungen fallen",
  ],
  ["{device}: modem control {n} from RAM", "{device}: Modem Control {n} aus dem RAM"],
  ["{device}: receive DMA is off", "{device}: Empfangs-DMA ist aus"],
  ["{device}: full power, mask {mask} from RAM", "{device}: voller Strom, Maske {mask} aus dem RAM"],
  ["{device}: a tick every {n} operations again", "{device}: wieder ein Tick alle {n} Operationen"],
  ["{device}: a tick every {n} operations", "{device}: ein Tick alle {n} Operationen"],
  ["{device}: line {line} raised after {n} operations", "{device}: Leitung {line} nach {n} Operationen erhoben"],
  ["{device}: jiffies = {n}", "{device}: jiffies = {n}"],
  ["{device}: initialised anew, masks {mask} from RAM", "{device}: neu initialisiert, Masken {mask} aus dem RAM"],
  ["{device}: vectors from {n} on, masks {mask}", "{device}: Vektoren ab {n}, Masken {mask}"],
  [
    "{device}: reset and programmed anew from RAM, ring at {at}, receive DMA is on",
    "{device}: zurückgesetzt und aus dem RAM neu programmiert, Ring bei {at}, Empfangs-DMA ist an",
  ],
  [
    "{device}: reset and programmed anew from RAM, queue at {at}",
    "{device}: zurückgesetzt und aus dem RAM neu programmiert, Queue bei {at}",
  ],
  ["{device}: reset, queue at {at}", "{device}: zurückgesetzt, Queue bei {at}"],
  ["{device}: reset, ring at {at}", "{device}: zurückgesetzt, Ring bei {at}"],
  ["{device}: eight bits, no parity", "{device}: acht Bits, keine Parität"],
  ["{device}: flushed and off, nothing kept", "{device}: geleert und aus, nichts aufbewahrt"],
  ["{device}: off, nothing kept", "{device}: aus, nichts aufbewahrt"],
  ["{device}: not used", "{device}: nicht benutzt"],
  ["{device}: flush", "{device}: leeren"],
  ["boot loader: the disk is at work", "Bootloader: Die Platte arbeitet"],
  ["{cpu}: idle loop counts {n} at {at}", "{cpu}: Leerlaufschleife zählt {n} bei {at}"],
  ["{cpu} is up, its idle loop counts at {at}", "{cpu} ist oben, seine Leerlaufschleife zählt bei {at}"],
  ["{cpu} is parked", "{cpu} ist geparkt"],
  ["only the boot processor runs", "nur der Boot-Prozessor läuft"],
  ["processors may come up", "Prozessoren dürfen hochkommen"],
  [
    'segment "{code}": page for frame {frame} waits in source page {source}',
    "Segment „{code}“: Seite für Frame {frame} wartet in Source Page {source}",
  ],
  [
    'segment "{code}": frame {frame} is free, source and destination are the same',
    "Segment „{code}“: Frame {frame} ist frei, Source und Destination sind dieselbe",
  ],
  ['IND_DESTINATION: segment "{code}" begins', "IND_DESTINATION: Segment „{code}“ beginnt"],
  ["kexec_lock taken", "kexec_lock genommen"],
  ["kexec_lock released", "kexec_lock freigegeben"],
  ["kexec_image points to the new image, lock released", "kexec_image zeigt auf das neue Image, Sperre freigegeben"],
  ["kexec_image points to {at}", "kexec_image zeigt auf {at}"],
  ["sys_kexec_load: lock taken, {n} segments", "sys_kexec_load: Sperre genommen, {n} Segmente"],
  ["do_kimage_alloc: {n} segments, start {at}", "do_kimage_alloc: {n} Segmente, Start {at}"],
  ["{function}: control page in frame {frame}", "{function}: Control Page in Frame {frame}"],
  ["{function}: swap page in frame {frame}", "{function}: Swap Page in Frame {frame}"],
  [
    "{function}: list page in frame {frame}, linked from {at}",
    "{function}: Listenseite in Frame {frame}, verlinkt von {at}",
  ],
  ["{function}: {table} in frame {frame}", "{function}: {table} in Frame {frame}"],
  [
    "kimage_terminate: IND_DONE takes the place of the zero behind the last entry",
    "kimage_terminate: IND_DONE tritt an die Stelle der Null hinter dem letzten Eintrag",
  ],
  ["{function}: terminal {a} gives way to {b}", "{function}: Terminal {a} weicht {b}"],
  ["{function}: terminal {a} is back in front", "{function}: Terminal {a} ist wieder vorn"],
  ["page_list: {n} words on the stack at {at}", "page_list: {n} Wörter auf dem Stack bei {at}"],
  [
    "memcpy: {n} bytes of control code from kernel text to {at}",
    "memcpy: {n} Bytes Control Code aus dem Kerneltext nach {at}",
  ],
  [
    "suspend_console: nothing can be printed from here on",
    "suspend_console: Von hier an kann nichts ausgegeben werden",
  ],
  ["resume_console: what is printed leaves again", "resume_console: Ausgegebenes geht wieder hinaus"],
  ["control registers into saved_context", "Steuerregister nach saved_context"],
  ["write report {n} into frame {frame}", "Bericht {n} in Frame {frame} schreiben"],
  ["file {n} is block {block}", "Datei {n} ist Block {block}"],
  ["magic = {n} in the control page", "magic = {n} in der Control Page"],
  ["magic = {n}: a return is expected", "magic = {n}: Eine Rückkehr wird erwartet"],
  ["image start = {at}, the peer's re-entry", "Image-Start = {at}, der Wiedereintritt des Peers"],
  ["image start = {at}, what lay on the peer's stack", "Image-Start = {at}, was auf dem Stack des Peers lag"],
  [
    "/proc/vmcore: the page of frame {frame} is page {n} of the image",
    "/proc/vmcore: Die Seite von Frame {frame} ist Seite {n} des Images",
  ],
  [
    "krestore: page {n} of the image into frame {frame} of old memory",
    "krestore: Seite {n} des Images in Frame {frame} des alten Speichers",
  ],
  [
    "power is gone: none of {n} frames holds what anybody has written",
    "der Strom ist weg: Keiner von {n} Frames enthält, was jemand geschrieben hat",
  ],
  [
    "zap_low_mappings: the identity mapping of start-up goes, from the TLB too",
    "zap_low_mappings: Die identische Abbildung vom Start verschwindet, auch aus dem TLB",
  ],
  ["memmap_init: {n} frames from {frame}", "memmap_init: {n} Frames ab {frame}"],
  ["clear_IO_APIC: {n} lines masked", "clear_IO_APIC: {n} Leitungen maskiert"],
  ["restore_boot_irq_mode: the PIC reaches the processor", "restore_boot_irq_mode: Der PIC erreicht den Prozessor"],
  ["hw_breakpoint_disable: DR7 was {n}, kept in RAM", "hw_breakpoint_disable: DR7 war {n}, im RAM aufbewahrt"],
  ["hw_breakpoint_restore: DR7 = {n}", "hw_breakpoint_restore: DR7 = {n}"],
  ["kmsg_dump: no dumper is registered", "kmsg_dump: Kein Dumper ist angemeldet"],
  ["mutex_lock({lock}): held by pid {pid}", "mutex_lock({lock}): gehalten von pid {pid}"],
  ["{task} is not frozen and runs", "{task} ist nicht eingefroren und läuft"],
  ["printk: {code}", "printk: {code}"],
  ["{callback} of kernel {k}: {state}", "{callback} von Kernel {k}: {state}"],
  ["kernel {a} enters kernel {b} at {at}", "Kernel {a} geht in Kernel {b}, bei {at}"],
];

/** An instruction and why it is there, a step and what it does: their first half is the machine's own notation. */
const NOTATION: readonly Form[] = [
  ["{sentence}.", "{sentence}."],
  ["{a}; {b}", "{a}; {b}"],
  ["{code}: {reason}", "{code}: {reason}"],
];

export const FORMS_DE: readonly Form[] = [
  ...OUTCOMES,
  ...EXCEPTIONS,
  ...OPERATIONS,
  ...FRAMES,
  ...EVIDENCE,
  ...NUMBERS,
  ...BOARD,
  ...STEPS,
  ...NOTATION,
];
