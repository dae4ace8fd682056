// Questions to the run: breakpoints, searches, probes, provenance, trail.

import type { Messages } from "../say.ts";

export const QUESTIONS_1_DE: Messages = {
  "Add a breakpoint": "Breakpoint setzen",
  "Stop at": "Anhalten bei",
  Add: "Hinzufügen",
  Breakpoints: "Breakpoints",
  "Run back to the previous breakpoint": "Zurück zum vorigen Breakpoint",
  "Run to the next breakpoint": "Weiter zum nächsten Breakpoint",
  "None yet. Press b on a selected frame, entry, register or phase, w to watch it, or add one below.":
    "Noch keine. Auf einem ausgewählten Frame, Eintrag, Register oder einer Phase b drücken, w zum Beobachten, oder unten einen hinzufügen.",
  "not counted": "nicht gezählt",
  "cannot be hit in this run": "in diesem Lauf nicht zu treffen",
  "cannot be in this run: {why}": "in diesem Lauf nicht möglich: {why}",
  "{name} cannot be in this run: {why}": "{name} ist in diesem Lauf nicht möglich: {why}",
  "No other breakpoint is hit. {name} cannot be in this run: {why}":
    "Kein anderer Breakpoint wird getroffen. {name} ist in diesem Lauf nicht möglich: {why}",
  "not hit so far": "bisher nicht getroffen",
  "In what is recorded so far; more may come.": "In dem, was bisher aufgezeichnet ist; es kann mehr werden.",
  "a frame below {pfn}": "ein Frame unter {pfn}",
  "bytes below {address}": "Bytes unter {address}",
  "at least {hits} hits": "mindestens {hits} Treffer",
  "1 hit": "1 Treffer",
  "{hits} hits": "{hits} Treffer",
  "last hit of {name}": "letzter Treffer von {name}",
  "Remove: {name}": "Entfernen: {name}",
  "Expected {what}.": "{what} erwartet.",
  "Expression becomes true": "Ausdruck wird wahr",
  Expression: "Ausdruck",
  "an expression of at most 200 characters": "ein Ausdruck von höchstens 200 Zeichen",
  "Write to a frame": "Schreiben in einen Frame",
  "Frame number": "Frame-Nummer",
  "a frame number such as 0x00406": "eine Frame-Nummer wie 0x00406",
  "Change of bytes": "Änderung von Bytes",
  "Physical address + bytes": "Physische Adresse + Bytes",
  "a physical address such as 0x0009d814+4": "eine physische Adresse wie 0x0009d814+4",
  "Change of a register or a bit": "Änderung eines Registers oder Bits",
  "Register, or register/bit": "Register oder Register/Bit",
  "cr3, cr0/31": "cr3, cr0/31",
  "a register such as cr3, or a bit such as cr0/31": "ein Register wie cr3 oder ein Bit wie cr0/31",
  "Start of a phase": "Anfang einer Phase",
  Phase: "Phase",
  "a phase of this run": "eine Phase dieses Laufs",
  "Entry of the list": "Eintrag der Liste",
  "Number of the entry": "Nummer des Eintrags",
  "a number from 1 on": "eine Zahl ab 1",
  "Event with words": "Ereignis mit Worten",
  "Words of the event": "Worte des Ereignisses",
  "words of at most 200 characters": "Worte von höchstens 200 Zeichen",
  "Invariant is violated": "Invariante wird verletzt",
  Invariant: "Invariante",
  "an invariant of this run": "eine Invariante dieses Laufs",
  "{expression} over time, {count} stops": "{expression} über die Zeit, {count} Halte",
  "Values of {expression}": "Werte von {expression}",
  Probes: "Sonden",
  "An expression is worked out at every stop of the range: registers, bits, memory, frames, phases.":
    "Ein Ausdruck wird an jedem Halt des Bereichs ausgewertet: Register, Bits, Speicher, Frames, Phasen.",
  "{shown} of {stops} stops, evenly spread": "{shown} von {stops} Halten, gleichmäßig verteilt",
  "{stops} stops": "{stops} Halte",
  "Download as CSV": "Als CSV herunterladen",
  "There is no such range here.": "Diesen Bereich gibt es hier nicht.",
  "Probe {expression}": "Sonde {expression}",
  Probe: "Sonde",
  "At each": "Bei jedem",
  Range: "Bereich",
  "Cancel, {percent} %": "Abbrechen, {percent} %",
  Examples: "Beispiele",
  "Whole run": "Ganzer Lauf",
  "Shown on the timeline": "Auf der Zeitleiste gezeigt",
  "This phase": "Diese Phase",
  "This exchange": "Dieser Austausch",
  "Pages exchanged": "Ausgetauschte Seiten",
  "Is paging on": "Ist Paging an",
  "Frames of kernel A": "Frames von Kernel A",
  "Page directory": "Seitenverzeichnis",
  "Who runs": "Wer läuft",
  "Nothing is known of these bytes.": "Von diesen Bytes ist nichts bekannt.",
  Hops: "Stationen",
  Copies: "Kopien",
  "copy {n}": "Kopie {n}",
  Provenance: "Herkunft",
  "Next write": "Nächstes Schreiben",
  "Where did it go?": "Wohin ging es?",
  "Nothing is selected.": "Nichts ist ausgewählt.",
  "Selected: {what}": "Ausgewählt: {what}",
  "Select a frame, a byte, a word of a control page, an entry of the list or a register, then ask. Every hop that its bytes have come, or will go, has a way there.":
    "Einen Frame, ein Byte, ein Wort einer Control Page, einen Listeneintrag oder ein Register wählen und dann fragen. Zu jeder Station, die seine Bytes durchlaufen haben oder werden, führt ein Weg.",
  "Who wrote {what}?": "Wer schrieb {what}?",
  "Where did {what} go?": "Wohin ging {what}?",
  "asked at t {t}, {anchor}": "gefragt bei t {t}, {anchor}",
  "Looking …": "Wird gesucht …",
  "{shown} of {total}": "{shown} von {total}",
  "{shown} of at least {total}": "{shown} von mindestens {total}",
  "Nobody, in this part of the run.": "Niemand, in diesem Teil des Laufs.",
  from: "aus",
  "{offset}, {size} bytes": "{offset}, {size} Bytes",
  Results: "Ergebnisse",
  "Nothing found.": "Nichts gefunden.",
  "{total} found, {shown} shown.": "{total} gefunden, {shown} gezeigt.",
  "At least {total} found, {shown} shown.": "Mindestens {total} gefunden, {shown} gezeigt.",
  Select: "Auswählen",
  "Search for {what}": "Nach {what} suchen",
  "Look for": "Suchen nach",
  Words: "Worte",
  "In memory at this moment": "Im Speicher zu diesem Zeitpunkt",
  Bytes: "Bytes",
  Text: "Text",
  "32-bit value": "32-Bit-Wert",
  Names: "Namen",
  "Bookmark here": "Hier ein Lesezeichen",
  "Each jump through the run leaves a note here. Keep those that matter: they stay when you come back.":
    "Jeder Sprung durch den Lauf hinterlässt hier eine Notiz. Wichtige festhalten: Sie sind beim Wiederkommen noch da.",
  "Do not keep: {what}": "Nicht festhalten: {what}",
  "Keep: {what}": "Festhalten: {what}",
  "Move up: {what}": "Nach oben: {what}",
  "Move down: {what}": "Nach unten: {what}",
  "Remove: {what}": "Entfernen: {what}",
  "Name of the note at t {t}": "Name der Notiz bei t {t}",
  "{percent} %, {found} found": "{percent} %, {found} gefunden",
  done: "fertig",
  cancelled: "abgebrochen",
  "not answered": "nicht beantwortet",
  "Work: {title}, {state}": "Arbeit: {title}, {state}",
  "Cancel: {title}": "Abbrechen: {title}",
  "Clear the list": "Liste leeren",
  "No breakpoint is set. Press b on a selected frame or phase to set one.":
    "Kein Breakpoint gesetzt. b auf einem ausgewählten Frame oder einer Phase setzt einen.",
  "Every breakpoint is switched off.": "Jeder Breakpoint ist abgeschaltet.",
  "Count the hits of breakpoints": "Treffer der Breakpoints zählen",
  "Breakpoint removed: {name}.": "Breakpoint entfernt: {name}.",
  "Breakpoint: {name}; c runs to it.": "Breakpoint: {name}; c läuft dorthin.",
  "No later write in range.": "Kein späteres Schreiben im Bereich.",
  "No earlier write in range.": "Kein früheres Schreiben im Bereich.",
  "No later hit in what is recorded so far.": "Kein späterer Treffer in dem, was bisher aufgezeichnet ist.",
  "{question}: t {t}. You have gone on meanwhile.":
    "{question}: t {t}. Auf dem Schirm ist inzwischen eine andere Stelle.",
  "No later hit of a breakpoint in this run.": "Kein späterer Treffer eines Breakpoints in diesem Lauf.",
  "No earlier hit of a breakpoint in this run.": "Kein früherer Treffer eines Breakpoints in diesem Lauf.",
  "Start of phase {phase}": "Anfang der Phase {phase}",
  "Writes to frame {pfn}": "Schreiben in Frame {pfn}",
  "Changes of {what}": "Änderungen von {what}",
  "Entry {index} is taken up": "Eintrag {index} wird aufgenommen",
  "Events with “{words}”": "Ereignisse mit „{words}“",
  "Violated: {invariant}": "Verletzt: {invariant}",
  "Becomes true: {expression}": "Wird wahr: {expression}",
  "no run is open yet": "noch ist kein Lauf offen",
  "This view is only to be read. Open it in the lab to change it.":
    "Diese Ansicht ist nur zum Lesen. Zum Ändern im Labor öffnen.",
  "expected either link or scenario": "erwartet link oder scenario",
  "the scenario is longer than 1 MiB": "das Szenario ist länger als 1 MiB",
  "expected either anchor or t": "erwartet anchor oder t",
  "selection: expected such as frame:0x01c04, or null": "selection: erwartet etwas wie frame:0x01c04 oder null",
  "nothing else": "nichts anderes",
  "Select a frame, a byte, a word, a list entry or a register first: then o tells who wrote it.":
    "Zuerst einen Frame, ein Byte, ein Wort, einen Listeneintrag oder ein Register wählen: Dann sagt o, wer es schrieb.",
  "Last writes to {what}": "Letztes Schreiben von {what}",
  "Next writes to {what}": "Nächstes Schreiben von {what}",
  "Select a frame, a byte, a word, a list entry or a register first.":
    "Zuerst einen Frame, ein Byte, ein Wort, einen Listeneintrag oder ein Register wählen.",
  "Last write to {what}": "Letztes Schreiben von {what}",
  "Next write to {what}": "Nächstes Schreiben von {what}",
  "Nobody has written {what} up to here in this run.": "Bis hier hat in diesem Lauf niemand {what} geschrieben.",
  "Nobody writes {what} from here on in this run.": "Von hier an schreibt in diesem Lauf niemand {what}.",
  "Nobody writes {what} from here on in what is recorded so far.":
    "Von hier an schreibt in dem, was bisher aufgezeichnet ist, niemand {what}.",
  "Searched in memory as it was at t {t}.": "Gesucht im Speicher, wie er bei t {t} war.",
  "pairs of hexadecimal digits such as 7f 45 ?? 46": "Paare von Hexziffern wie 7f 45 ?? 46",
  "at least one byte that is not ??": "mindestens ein Byte, das nicht ?? ist",
  "a number of 32 bits, such as 0x00401000, 4198400 or -14": "eine Zahl von 32 Bits wie 0x00401000, 4198400 oder -14",
  "something to look for": "etwas, wonach zu suchen ist",
  "{size} bytes at {address}": "{size} Bytes bei {address}",
  "bit {bit} of {name}": "Bit {bit} von {name}",
  "phase {n}": "Phase {n}",
  "Kept in the trail: {anchor}.": "In der Spur festgehalten: {anchor}.",
  "jump back": "jump back",
  "swap-out, eth0, vim": "swap-out, eth0, vim",
  "The same, under {revision}": "Dasselbe, unter {revision}",
  "the other revision": "die andere Revision",
  "The same, with kernels without PAE": "Dasselbe, mit Kerneln ohne PAE",
  "The same, with kernels built for PAE": "Dasselbe, mit Kerneln mit PAE",
  "the size of page table entries": "die Größe der Seitentabelleneinträge",
  "Without the fix: {fix}": "Ohne den Fix: {fix}",
  "With the fix: {fix}": "Mit dem Fix: {fix}",
  "The run without the last fault": "Der Lauf ohne den letzten Fehler",
  "a preset of this copy of the lab": "ein Preset dieses Exemplars des Labors",
  "Timeline as a trace (JSON)": "Zeitleiste als Trace (JSON)",
  "For the Perfetto UI or chrome://tracing. One microsecond is one operation.":
    "Für das Perfetto-UI oder chrome://tracing. Eine Mikrosekunde ist eine Operation.",
  "Event log (CSV)": "Ereignisse (CSV)",
  "Every event of the run, with its time and phase.": "Jedes Ereignis des Laufs mit Zeit und Phase.",
  "Report of the trail (Markdown)": "Bericht der Spur (Markdown)",
  "What you have kept in the trail, each with a link to its place.":
    "Was in der Spur festgehalten ist, jeweils mit einem Link auf den Ort.",
  "Breakpoints (text)": "Breakpoints (Text)",
  "One a line, as links carry them.": "Einer je Zeile, wie Links sie tragen.",
  "Scenario (JSON)": "Szenario (JSON)",
  "Everything the run follows from. Drop it on the page to open it.":
    "Alles, woraus der Lauf folgt. Auf der Seite fallen lassen öffnet es.",
  "Timeline (SVG)": "Zeitleiste (SVG)",
  "Phases, jumps and this moment, in the colours of the present theme.":
    "Phasen, Sprünge und dieser Augenblick, in den gegenwärtigen Farben.",
  "Page walk (SVG)": "Page Walk (SVG)",
  "The address that the page walk shows.": "Die Adresse, die der Page Walk zeigt.",
  "Indirection list (SVG)": "Indirection List (SVG)",
  "The entries that the list shows.": "Die Einträge, die die Liste zeigt.",
  "page frame number: a physical address divided by 4096. A *frame* is the place, a *page* its content or role.":
    "Page Frame Number: eine physische Adresse geteilt durch 4096. Ein *Frame* ist der Ort, eine *Seite* sein Inhalt oder ihre Rolle.",
  "kexec jump": "kexec jump",
  "starting a kernel from a running kernel in such a way that it can come back":
    "einen Kernel aus einem laufenden Kernel so starten, dass der zurückkommen kann",
  "kernel A, kernel B, kernel C": "Kernel A, Kernel B, Kernel C",
  "the one that is preserved, the one that is entered, and the one that boots from cold to bring A back":
    "der bewahrte, der betretene und der, der kalt bootet, um A zurückzubringen",
  "the load flag, and the property of an image, that says a return is expected":
    "das Flag beim Laden und die Eigenschaft eines Images, die sagt, dass eine Rückkehr erwartet wird",
  "the kernel's record of one loaded image: its segments, control page, swap page, head word and start address":
    "was der Kernel über ein geladenes Image notiert: Segmente, Control Page, Swap Page, Head-Wort und Startadresse",
  "image data, its length, its destination and the size reserved there; one without data is a *backup segment*":
    "Imagedaten, ihre Länge, ihre Destination und die dort reservierte Größe; eines ohne Daten ist ein *Backup-Segment*",
  "one word of the indirection list: a page address with a flag in its low bits":
    "ein Wort der Indirection List: die Adresse einer Seite mit einem Flag in den unteren Bits",
  "destinations and sources, chained over list pages, that the control code walks without page tables":
    "Destinations und Sources, verkettet über Listenseiten, denen der Control Code ohne Seitentabellen folgt",
  "a page of such words; 1,023 can be used, the last is kept for the link to the next page":
    "eine Seite solcher Wörter; 1.023 sind nutzbar, das letzte bleibt für den Verweis auf die nächste Seite",
  "the first word of the list; it lies in the kimage, and the control code gets its value":
    "das erste Wort der Liste; es liegt im kimage, und der Control Code bekommt seinen Wert",
  destination: "Destination",
  "where a page belongs when B runs; the word sets a pointer, and each source moves it on by one page":
    "wohin eine Seite gehört, wenn B läuft; das Wort setzt einen Zeiger, und jede Source rückt ihn um eine Seite weiter",
  source: "Source",
  "where that page waits before the jump, and where A's page is kept while B runs":
    "wo diese Seite vor dem Sprung wartet, und wo As Seite aufbewahrt wird, während B läuft",
  "the word that ends the list": "das Wort, das die Liste beendet",
  pair: "Paar",
  "a source and the destination it is exchanged with": "eine Source und die Destination, mit der sie getauscht wird",
  "self-pair": "Selbstpaar",
  "a source that is its own destination; exchanging it has no effect":
    "eine Source, die ihre eigene Destination ist; sie zu tauschen bewirkt nichts",
  "the one page that stays: code, saved words and stack of the transition, in no destination":
    "die eine Seite, die bleibt: Code, gesicherte Wörter und Stack des Übergangs, in keiner Destination",
  "the third page of each exchange: source to swap, destination to source, swap to destination":
    "die dritte Seite jedes Austauschs: Source nach Swap, Destination nach Source, Swap nach Destination",
  "the addresses that the kernel hands to the control code": "die Adressen, die der Kernel dem Control Code übergibt",
  "the head word as kept in the control page, for whoever wants to find A's pages while B runs":
    "das Head-Wort, wie es die Control Page aufbewahrt, für alle, die As Seiten finden wollen, während B läuft",
  "jump-back entry, real": "Jump-back Entry, echter",
  "where control code of A takes the machine back: its address is in EDI when B is entered":
    "wo As Control Code die Maschine zurücknimmt: Seine Adresse steht in EDI, wenn B betreten wird",
  "jump-back entry, helper": "Jump-back Entry, Helfer",
  "where B may simply return to, like a called function; its address is on the stack at B's entry":
    "wohin B einfach zurückkehren darf, wie eine aufgerufene Funktion; seine Adresse liegt bei Bs Eintritt auf dem Stack",
  "transition page tables": "Übergangs-Seitentabellen",
  "tables that map the control page twice: at its kernel address and at its physical address":
    "Tabellen, die die Control Page zweimal abbilden: an ihrer Kerneladresse und an ihrer physischen Adresse",
  "identity mapped": "identisch abgebildet",
  "at a linear address equal to the physical one; the reason why paging can be switched off under running code":
    "an einer linearen Adresse, die gleich der physischen ist; deshalb lässt sich Paging unter laufendem Code ausschalten",
  "physical mode": "physischer Modus",
  "32-bit protected mode with paging off: every linear address is a physical one":
    "32-Bit-Protected-Mode ohne Paging: Jede lineare Adresse ist eine physische",
  gate: "Gate",
  "bytes at a place in kernel text at which control passes between a modelled function and the processor":
    "Bytes an einer Stelle im Kerneltext, an der die Kontrolle zwischen einer modellierten Funktion und dem Prozessor wechselt",
  anchor: "Anker",
  "the stable name of a position, such as `swap/412/2`; public, because links carry it":
    "der bleibende Name einer Position, etwa `swap/412/2`; öffentlich, denn Links tragen ihn",
  leg: "Etappe",
  "one jump, from the decision to jump until the next decision":
    "ein Sprung, von der Entscheidung zu springen bis zur nächsten",
  revision: "Revision",
  "one state of the design, with its control code, layout and kernel functions: v8, mainline i386":
    "ein Stand des Entwurfs, mit Control Code, Aufbau und Kernelfunktionen: v8, Mainline i386",
  variant: "Variante",
  "how a revision is built: with or without PAE, and which of its defects are mended":
    "wie eine Revision gebaut ist: mit oder ohne PAE, und welche ihrer Mängel behoben sind",
  Variant: "Variante",
  fix: "Fix",
  "a switch that mends one defect of the real code, which is otherwise modelled as it is":
    "ein Schalter, der einen Mangel des echten Codes behebt, der sonst modelliert ist, wie er ist",
  "the instruction behind the call of the peer: in mainline i386, where a kernel is jumped back to":
    "die Anweisung hinter dem Aufruf des Peers: in Mainline i386 der Ort, zu dem zurückgesprungen wird",
  "an ELF executable in kernel B's place, called as a function in physical mode":
    "ein ELF-Programm anstelle von Kernel B, als Funktion im physischen Modus aufgerufen",
  trail: "Spur",
  "the last hundred instructions of a run that ended badly, executed again from the recording":
    "die letzten hundert Anweisungen eines Laufs, der schlecht endete, noch einmal aus der Aufzeichnung ausgeführt",
  "capture, pass": "Aufnahme, Durchgang",
  "a jump recorded on a real machine; one stretch of control code in it":
    "ein Sprung, aufgenommen auf einer echten Maschine; ein Stück Control Code darin",
  "stand-in": "Ersatz",
  "what a capture lacks and something else takes the place of; told with the result":
    "was einer Aufnahme fehlt und wofür etwas anderes einspringt; steht beim Ergebnis",
  mark: "Marke",
  "a place in control code that means something to the recording: a phase, an entry, an exchange":
    "eine Stelle im Control Code, die der Aufzeichnung etwas bedeutet: eine Phase, ein Eintrag, ein Austausch",
  "stale translation": "veraltete Übersetzung",
  "one that the TLB holds although the tables say otherwise by now":
    "eine, die der TLB hält, obwohl die Tabellen inzwischen etwas anderes sagen",
  "undo label": "Undo-Label",
  "where a kernel function goes when a step fails: the rest of the way back from there on":
    "wohin eine Kernelfunktion geht, wenn ein Schritt scheitert: der Rest des Rückwegs von dort an",
  "kernel_kexec(): goto labels": "kernel_kexec(): goto-Labels",
  "freeze, restore": "Freeze, Restore",
  "what devices are told around a jump: stop and keep power; be programmed anew, whoever has used you":
    "was Geräten rund um einen Sprung gesagt wird: anhalten und Strom behalten; neu programmiert werden, wer immer sie benutzt hat",
  "late, noirq": "late, noirq",
  "the last callbacks on the way down: the second with the device's interrupt off":
    "die letzten Callbacks auf dem Weg hinunter: der zweite mit ausgeschaltetem Interrupt des Geräts",
  "system device": "Systemgerät",
  "timer and interrupt controllers: stopped last, with interrupts off; syscore in mainline":
    "Timer und Interrupt-Controller: zuletzt angehalten, mit ausgeschalteten Interrupts; in Mainline syscore",
  freezer: "Freezer",
  "stops tasks at safe points; mainline leaves kernel threads running on this path":
    "hält Tasks an sicheren Punkten an; Mainline lässt auf diesem Weg Kernel-Threads laufen",
  quiesce: "zur Ruhe bringen",
  "to stop a device's DMA and interrupts without taking its power":
    "DMA und Interrupts eines Geräts anhalten, ohne ihm den Strom zu nehmen",
  "bus master": "Busmaster",
  "a device that reads and writes memory by itself": "ein Gerät, das selbst Speicher liest und schreibt",
  Board: "Board",
  "fault point": "Fehlerpunkt",
  "a named step of a run that can be made to fail or be left out":
    "ein benannter Schritt eines Laufs, der scheitern oder ausgelassen werden kann",
  circumstance: "Umstand",
  "what a tool, a machine or another version gets wrong, which is no step of the run":
    "was ein Werkzeug, eine Maschine oder eine andere Version falsch macht und kein Schritt des Laufs ist",
  intervention: "Eingriff",
  "a change of memory, an interrupt or DMA at a position":
    "eine Änderung des Speichers, ein Interrupt oder DMA an einer Position",
  Intervention: "Eingriff",
  "branch, parent": "Zweig, Elternlauf",
  "a run with one fault more, and the run without it": "ein Lauf mit einem Fehler mehr und der Lauf ohne ihn",
  verdict: "Urteil",
  "what came of the faults: survived, refused, detected, corrupted, hang, crashed, triple fault, lost":
    "was aus den Fehlern wurde: überlebt, abgelehnt, entdeckt, verfälscht, hängt, abgestürzt, Triple Fault, verloren",
  divergence: "Abweichung",
  "the first position at which a branch is not in the state of its parent":
    "die erste Position, an der ein Zweig nicht im Zustand seines Elternlaufs ist",
  peer: "Peer",
  "the kernel at the other end of A's jumps: B, or C once it has brought A back":
    "der Kernel am anderen Ende von As Sprüngen: B, oder C, sobald er A zurückgebracht hat",
  "code between two kernels: checks the image's digest, notes the return word, starts the kernel":
    "Code zwischen zwei Kerneln: prüft den Digest des Images, notiert das Rückkehrwort, startet den Kernel",
  "headers that describe A's memory, put into B's range by the kexec tool":
    "Header, die As Speicher beschreiben, vom kexec-Werkzeug in Bs Bereich gelegt",
  "vmcore, old memory": "vmcore, alter Speicher",
  "A's memory as the peer exports it: one ELF64 file": "As Speicher, wie der Peer ihn exportiert: eine ELF64-Datei",
  "image, slot": "Image, Slot",
  "a vmcore on the disk with a header and a CRC for each block; one of two places for it":
    "ein vmcore auf der Platte mit einem Header und einer CRC je Block; einer von zwei Plätzen dafür",
  krestore: "krestore",
  "the tool that writes an image back through old memory":
    "das Werkzeug, das ein Image über alten Speicher zurückschreibt",
  "multi-stage load": "Laden in mehreren Stufen",
  "several calls of kexec_load that append to one image": "mehrere Aufrufe von kexec_load, die an ein Image anfügen",
  "boot span": "Boot-Spanne",
  "from power-on to power-off": "vom Einschalten bis zum Ausschalten",
  "{.} makes a step, {,} takes it back; {1} to {6} say how large.":
    "{.} macht einen Schritt, {,} nimmt ihn zurück; {1} bis {6} sagen, wie groß.",
  "Choose a frame on the map, a register or a list entry: every view marks it.":
    "Einen Frame auf der Karte, ein Register oder einen Listeneintrag wählen: Jede Ansicht markiert es.",
  "{$mod+k} finds every command by name, {?} shows every key.":
    "{$mod+k} findet jeden Befehl nach Namen, {?} zeigt jede Taste.",
  engineer: "Technik",
  "Time counts completed operations, not nanoseconds. Nothing here tells how long a real jump takes.":
    "Zeit zählt abgeschlossene Operationen, nicht Nanosekunden. Nichts hier sagt, wie lange ein echter Sprung dauert.",
  Linux: "Linux",
  "Control code and purgatory are executed instruction by instruction. The kernels around them are modelled: their functions act on structures in memory in the order of the real ones, but are not Linux's own code.":
    "Control Code und Purgatory werden Anweisung für Anweisung ausgeführt. Die Kernel um sie herum sind modelliert: Ihre Funktionen wirken auf Strukturen im Speicher, in der Reihenfolge der echten, sind aber nicht der Code von Linux.",
  "Only the boot processor executes instructions. The others count in their own words of memory, which shows whether they were parked.":
    "Nur der Boot-Prozessor führt Anweisungen aus. Die anderen zählen in ihren eigenen Wörtern im Speicher, was zeigt, ob sie geparkt waren.",
  Processor: "Prozessor",
  "Integer instructions of an i386 with paging, segmentation, PAE and a TLB. No floating point, no SSE, no 64-bit mode, no caches: what an emulated instruction cannot do ends the run and says so.":
    "Ganzzahlanweisungen eines i386 mit Paging, Segmentierung, PAE und einem TLB. Kein Gleitkomma, kein SSE, kein 64-Bit-Modus, keine Caches: Was eine emulierte Anweisung nicht kann, beendet den Lauf und sagt es.",
  "Interrupts are edges. Instructions do not reach the memory window of the I/O APIC.":
    "Interrupts sind Flanken. Anweisungen erreichen das Speicherfenster des I/O APIC nicht.",
};
