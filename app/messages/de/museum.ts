// The museum: failures, their causes and what mended them.

import type { Messages } from "../say.ts";

export const MUSEUM_DE: Messages = {
  "A descriptor table of length zero": "Eine Deskriptortabelle der Länge null",
  "#GP with error code 0x68, the kernel's data selector; delivering it needs the GDT again: double fault, triple fault, reboot.":
    "#GP mit Fehlercode 0x68, dem Datenselektor des Kernels; die Zustellung braucht wieder die GDT: Double Fault, Triple Fault, Neustart.",
  "The way out loads GDT and IDT with limit 0. Since 2013 the 32-bit restore no longer loads the GDT, and it loads SS first.":
    "Der Hinweg lädt GDT und IDT mit Limit 0. Seit 2013 lädt die 32-Bit-Wiederherstellung die GDT nicht mehr, und SS lädt sie zuerst.",
  "mainline i386 since 84e70971e67d (2013), 6.1 among them": "Mainline i386 seit 84e70971e67d (2013), darunter 6.1",
  "the GDT register is loaded before the segments, as 07fa619f2a40 does on 64 bit":
    "das GDT-Register wird vor den Segmenten geladen, wie es 07fa619f2a40 auf 64 Bit tut",
  "with the GDT loaded first": "mit der GDT zuerst",
  "Three levels read as two": "Drei Ebenen als zwei gelesen",
  "#PF at the very next fetch, control page + 0x11c in 6.1 (here, in our writing of the code, + 0x118); nobody is there to take it.":
    "#PF beim allernächsten Fetch, in 6.1 an Control Page + 0x11c (hier, in unserer Fassung des Codes, + 0x118); niemand ist da, der ihn annimmt.",
  "On the way back paging comes on while CR4.PAE is still clear, and CR3 holds a PAE directory.":
    "Auf dem Rückweg geht Paging an, solange CR4.PAE noch gelöscht ist, und in CR3 steht ein PAE-Verzeichnis.",
  "every i386 revision, kernels built for PAE": "jede i386-Revision, Kernel mit PAE",
  "the saved CR4 is loaded before paging comes on": "das gesicherte CR4 wird geladen, bevor Paging angeht",
  "with CR4 first": "mit CR4 zuerst",
  "No table, no second chance": "Keine Tabelle, keine zweite Chance",
  "An exception that cannot be delivered, twice over: reset, without a word.":
    "Eine Exception, die sich nicht zustellen lässt, und das zweimal: Reset, ohne ein Wort.",
  "While the processor is on its way there is no IDT. The callee executes one breakpoint instruction.":
    "Unterwegs hat der Prozessor keine IDT. Der Aufgerufene führt eine einzige Breakpoint-Anweisung aus.",
  "every revision, by design; 64 bit has had a table for debugging since 2025":
    "jede Revision, mit Absicht; 64 Bit hat seit 2025 eine Tabelle zur Fehlersuche",
  "a callee that brings a table of its own": "ein Aufgerufener, der seine eigene Tabelle mitbringt",
  "with a table of its own": "mit eigener Tabelle",
  "The second call of a C function": "Der zweite Aufruf einer C-Funktion",
  "The first call works. The second goes to whatever word lies in the next frame.":
    "Der erste Aufruf geht. Der zweite springt zu irgendeinem Wort im nächsten Frame.",
  "A function that just returns leaves no entry behind. Its next address is read from beyond the end of the swap page.":
    "Eine Funktion, die nur zurückkehrt, hinterlässt keinen Einsprung. Ihre nächste Adresse wird hinter dem Ende der Swap Page gelesen.",
  "v10 to 2024; i386 still. v8 had a helper entry instead":
    "v10 bis 2024; i386 bis heute. v8 hatte stattdessen einen Helfer-Einsprung",
  "2cacf7f23a02 (2025, 64 bit): the stack slot holds the callee's own entry beforehand":
    "2cacf7f23a02 (2025, 64 Bit): In dem Wort auf dem Stack steht vorab der eigene Einsprung des Aufgerufenen",
  "with the entry on the stack": "mit dem Einsprung auf dem Stack",
  "An argument in somebody else's frame": "Ein Argument in fremdem Frame",
  "A word of a frame that belongs to kernel A is overwritten.":
    "Ein Wort eines Frames, der Kernel A gehört, wird überschrieben.",
  "The callee may use the place of its first argument. With one word on the lent stack that place is in the next frame.":
    "Der Aufgerufene darf den Platz seines ersten Arguments benutzen. Liegt auf dem geliehenen Stack nur ein Wort, dann ist dieser Platz im nächsten Frame.",
  "v10 to 2024; i386 still": "v10 bis 2024; i386 bis heute",
  "the same fix: one word more on the stack": "derselbe Fix: ein Wort mehr auf dem Stack",
  "with one word more": "mit einem Wort mehr",
  "A way back that is none": "Ein Rückweg, der keiner ist",
  "Kernel B believes that somebody waits for it, and jumps there.":
    "Kernel B glaubt, dass jemand auf ihn wartet, und springt dorthin.",
  "A plain kexec expects no return. Without the 0 on its stack the image reads a word that means nothing as its way back.":
    "Ein einfaches kexec erwartet keine Rückkehr. Ohne die 0 auf seinem Stack liest das Image ein Wort ohne Bedeutung als seinen Rückweg.",
  "2.6.27-rc; 64 bit between January 2025 and 786a45757dcd (2026)":
    "2.6.27-rc; 64 Bit zwischen Januar 2025 und 786a45757dcd (2026)",
  "786a45757dcd: the 0 is pushed again": "786a45757dcd: Die 0 kommt wieder auf den Stack",
  "with the 0 on the stack": "mit der 0 auf dem Stack",
  "Code that may not be executed": "Code, der nicht ausgeführt werden darf",
  "#PF at the first instruction of relocate_kernel; GDT and IDT are gone already.":
    "#PF bei der ersten Anweisung von relocate_kernel; GDT und IDT sind schon weg.",
  "With PAE pages outside of kernel text are marked no-execute, the control page among them, and control code is called there.":
    "Mit PAE sind Seiten außerhalb des Kerneltexts als nicht ausführbar markiert, auch die Control Page, und genau dort wird der Control Code aufgerufen.",
  "kernels built for PAE on processors with NX, where the attribute is not changed":
    "Kernel mit PAE auf Prozessoren mit NX, wo das Attribut nicht geändert wird",
  "change_page_attr in v8, set_memory_x in mainline when the image is loaded":
    "change_page_attr in v8, set_memory_x in Mainline, wenn das Image geladen wird",
  "with the attribute changed": "mit geändertem Attribut",
  "The control page in the way of the image": "Die Control Page ist dem Image im Weg",
  "The exchange reaches the frame from which it is being executed, and the processor goes on in whatever bytes are there now.":
    "Der Austausch kommt zu dem Frame, aus dem er gerade ausgeführt wird, und der Prozessor macht in den Bytes weiter, die jetzt dort stehen.",
  "A control page is taken from the allocator without asking whether the image wants that very frame. Here the check is left out for the control page.":
    "Eine Control Page wird vom Allokator genommen, ohne zu fragen, ob das Image genau diesen Frame haben will. Hier wird die Prüfung für die Control Page weggelassen.",
  "any kernel without the rule; no release had the defect":
    "jeder Kernel ohne diese Regel; veröffentlicht wurde der Fehler nie",
  "kimage_alloc_control_pages holds frames that are destinations until it finds one that is none":
    "kimage_alloc_control_pages hält Frames, die Destinations sind, so lange fest, bis es einen findet, der keine ist",
  "with the check": "mit der Prüfung",
  "The old map": "Die alte Karte",
  "The transition tables still map their two addresses. The stack is at neither.":
    "Die Übergangstabellen bilden noch immer ihre zwei Adressen ab. Der Stack liegt an keiner davon.",
  "On the way back the one load of CR3 that brings the kernel's own tables, and drops what the TLB holds of the others, is left out. (Without the second flush on the way out nothing happens but that an invariant speaks: clearing PG has emptied the TLB.)":
    "Auf dem Rückweg fehlt das eine Laden von CR3, das die eigenen Tabellen des Kernels bringt und verwirft, was der TLB von den anderen hält. (Ohne den zweiten Flush auf dem Hinweg geschieht nichts, nur eine Invariante meldet sich: Das Löschen von PG hat den TLB geleert.)",
  "no release; this is why each switch of tables has its CR3 load":
    "keine Version; deshalb gehört zu jedem Tabellenwechsel ein Laden von CR3",
  "CR3 is loaded": "CR3 wird geladen",
  "with CR3 loaded": "mit geladenem CR3",
  "The network card that nobody stopped": "Die Netzwerkkarte, die niemand angehalten hat",
  "Packets land in frames that the exchange has given to kernel B: random bytes in whatever was moved there, in either kernel.":
    "Pakete landen in Frames, die der Austausch Kernel B gegeben hat: zufällige Bytes in allem, was dorthin bewegt wurde, in beiden Kerneln.",
  "The freeze callback of the network card is left out. It keeps its ring and its buffers, and packets keep coming.":
    "Der Freeze-Callback der Netzwerkkarte wird ausgelassen. Sie behält ihren Ring und ihre Puffer, und es kommen weiter Pakete.",
  "any driver without a proper freeze callback": "jeder Treiber ohne ordentlichen Freeze-Callback",
  "the driver stops DMA in its freeze callback and programs the card anew on return":
    "der Treiber hält im Freeze-Callback den DMA an und programmiert die Karte bei der Rückkehr neu",
  "with the card frozen": "mit eingefrorener Karte",
  "Asleep instead of still": "Schlafend statt still",
  "Kernel B finds a disk that answers no register: it cannot save anything.":
    "Kernel B findet eine Platte, die auf kein Register antwortet: Er kann nichts sichern.",
  "Devices are put into ACPI low power, as for suspend to RAM, instead of being frozen.":
    "Die Geräte werden in einen ACPI-Stromsparzustand versetzt, wie für Suspend to RAM, statt eingefroren zu werden.",
  "prototypes v1 and v2, July 2007, which therefore had to be built without ACPI":
    "die Prototypen v1 und v2 vom Juli 2007, die deshalb ohne ACPI gebaut werden mussten",
  "the FREEZE message: activity stops, power stays": "die Nachricht FREEZE: Tätigkeit hört auf, Strom bleibt",
  "with FREEZE": "mit FREEZE",
  "Kernel B believes that all memory is its own": "Kernel B hält allen Speicher für seinen",
  "B's page allocator begins where kernel A lies. A's pages outside the range were never put aside.":
    "Bs Seitenallokator beginnt dort, wo Kernel A liegt. As Seiten außerhalb des Bereichs wurden nie zur Seite gelegt.",
  "The tool tells kernel B of all memory instead of the range that is exchanged.":
    "Das Werkzeug nennt Kernel B den ganzen Speicher statt des Bereichs, der ausgetauscht wird.",
  "kexec-tools from 39643ab (2014, version 2.0.7) on": "kexec-tools von 39643ab (2014, Version 2.0.7) an",
  "memmap= given by hand on B's command line": "memmap= von Hand auf Bs Kommandozeile",
  "with a limited map": "mit begrenzter Karte",
  "A stretch of memory that ends before it begins": "Ein Stück Speicher, das endet, bevor es beginnt",
  "The ELF core header has a PT_LOAD of 0xffff0000 bytes, and none for kernel A's memory from 1 MiB to B's range. Here kernel B refuses the header: no dump, no image, A goes on.":
    "Der ELF Core Header hat ein PT_LOAD von 0xffff0000 Bytes und keines für den Speicher von Kernel A zwischen 1 MiB und Bs Bereich. Hier lehnt Kernel B den Header ab: kein Dump, kein Image, A macht weiter.",
  "The tool leaves out of the dump what kernel B will have, but from the first resource above 640 KiB on instead of from --mem-min. The RAM from 1 MiB on then ends before it begins.":
    "Das Werkzeug lässt aus dem Dump weg, was Kernel B haben wird, aber von der ersten Ressource über 640 KiB an statt von --mem-min. Der RAM ab 1 MiB endet dann, bevor er beginnt.",
  "kexec-tools since reserved ranges are listed too": "kexec-tools, seit auch reservierte Bereiche aufgeführt werden",
  "--mem-min at the start of RAM: then nothing lies between":
    "--mem-min am Anfang des RAM: Dann liegt nichts dazwischen",
  "with mem-min at 1 MiB": "mit mem-min bei 1 MiB",
  "The first 640 KiB": "Die ersten 640 KiB",
  "A's pages below 640 KiB are lost.": "As Seiten unter 640 KiB sind verloren.",
  "Kernel B is given the low memory as well, and nobody exchanges it.":
    "Kernel B bekommt auch den unteren Speicher, und niemand tauscht ihn aus.",
  "old kernels; since then A keeps the first MiB to itself": "alte Kernel; seitdem behält A das erste MiB für sich",
  "low memory left out of B's map": "der untere Speicher fehlt in Bs Karte",
  "without low memory": "ohne den unteren Speicher",
  "No notes, no dump": "Keine Notes, kein Dump",
  "Kernel B finds no note to merge, and exports no /proc/vmcore. There is nothing to save an image from.":
    "Kernel B findet keine Note zum Zusammenführen und exportiert kein /proc/vmcore. Es gibt nichts, woraus ein Image zu sichern wäre.",
  "Only a kernel that crashes writes notes of its processors. Kernel A has jumped: where the ELF core header says that notes lie, there is nothing.":
    "Nur ein abstürzender Kernel schreibt Notes seiner Prozessoren. Kernel A ist gesprungen: Wo nach dem ELF Core Header Notes liegen, ist nichts.",
  "mainline, 6.1 among them": "Mainline, darunter 6.1",
  "a note of the processor, written before the jump; no kernel does that":
    "eine Note des Prozessors, vor dem Sprung geschrieben; das tut kein Kernel",
  "with a note before the jump": "mit einer Note vor dem Sprung",
  "Kernel B reads its own notes": "Kernel B liest seine eigenen Notes",
  "B looks for A's notes in its own pages, where there are none: no /proc/vmcore, no image.":
    "B sucht As Notes in seinen eigenen Seiten, wo keine sind: kein /proc/vmcore, kein Image.",
  "Kernel A's notes lie in a page that has been exchanged, and the backup pages map has not come: where the notes are said to lie, kernel B now lies itself.":
    "Kernel As Notes liegen in einer ausgetauschten Seite, und die Backup Pages Map ist nicht angekommen: Wo die Notes liegen sollen, liegt jetzt Kernel B selbst.",
  "any range that holds A's notes, with the exchange of kexec jump":
    "jeder Bereich, der As Notes enthält, beim Austausch von kexec jump",
  "the backup pages map, which says where A's page is now": "die Backup Pages Map, die sagt, wo As Seite jetzt ist",
  "with the map": "mit der Map",
  "The task that would not stop": "Der Task, der nicht stillhalten wollte",
  "EBUSY. What was frozen is thawed, the terminal comes back, nothing is lost.":
    "EBUSY. Was eingefroren war, taut auf, das Terminal kommt zurück, nichts ist verloren.",
  "One task does not reach a safe point before the freezer's time is up.":
    "Ein Task erreicht keinen sicheren Punkt, bevor die Zeit des Freezers um ist.",
  "every revision, by design": "jede Revision, mit Absicht",
  "the task lets itself be frozen": "der Task lässt sich einfrieren",
  "with a task that freezes": "mit einem Task, der einfriert",
  "Two processors gone": "Zwei Prozessoren weniger",
  "The call fails with EBUSY, as it should, and the machine goes on with two processors fewer.":
    "Der Aufruf scheitert mit EBUSY, wie er soll, und die Maschine läuft mit zwei Prozessoren weniger weiter.",
  "Of four processors two are taken down, the third refuses. v8 goes to Resume_devices, which lies below the line that brings processors back.":
    "Von vier Prozessoren werden zwei abgeschaltet, der dritte weigert sich. v8 geht zu Resume_devices, und das liegt unter der Zeile, die Prozessoren zurückbringt.",
  v8: "v8",
  "mainline has a label of its own, Enable_cpus": "Mainline hat dafür ein eigenes Label, Enable_cpus",
  "with the label Enable_cpus": "mit dem Label Enable_cpus",
  "The card behind the disk stays asleep": "Die Karte hinter der Platte schläft weiter",
  "EIO, and a network card that never works again.": "EIO und eine Netzwerkkarte, die nie wieder arbeitet.",
  "The disk fails to freeze after the network card has been frozen. The failure goes to Resume_console; resuming devices lies above it.":
    "Die Platte lässt sich nicht einfrieren, nachdem die Netzwerkkarte eingefroren wurde. Der Fehler geht zu Resume_console; das Aufwecken der Geräte liegt darüber.",
  "mainline until 2025": "Mainline bis 2025",
  "996afb6efd1a: the failure goes to Resume_devices": "996afb6efd1a: Der Fehler geht zu Resume_devices",
  "with 996afb6efd1a": "mit 996afb6efd1a",
  "A lock against itself": "Eine Sperre gegen sich selbst",
  "The task sleeps for ever, uninterruptible. Nobody noticed for two years: hardly anybody used it.":
    "Der Task schläft für immer, nicht unterbrechbar. Zwei Jahre lang fiel es niemandem auf: Kaum jemand benutzte es.",
  "kernel_kexec takes the sleep lock, which is the mutex that the reboot system call already holds.":
    "kernel_kexec nimmt die Schlafsperre, und das ist der Mutex, den der Systemaufruf reboot schon hält.",
  "Linux 4.19 to 5.11": "Linux 4.19 bis 5.11",
  "56c91a18432b takes the lock out again": "56c91a18432b nimmt die Sperre wieder heraus",
  "with 56c91a18432b": "mit 56c91a18432b",
  "Timer and interrupt controller forgotten": "Timer und Interrupt-Controller vergessen",
  "Kernel A is back, and its clock stands still: no tick ever comes.":
    "Kernel A ist zurück, und seine Uhr steht: Nie wieder kommt ein Tick.",
  "The callbacks of system devices are not called around the jump. Kernel B stops timer and controller when it leaves.":
    "Die Callbacks der Systemgeräte werden rund um den Sprung nicht aufgerufen. Kernel B hält Timer und Controller an, wenn er geht.",
  "mainline until 2011, since sysdevs became syscore": "Mainline bis 2011, seit sysdevs zu syscore wurden",
  "19234c0819da calls syscore_suspend and syscore_resume": "19234c0819da ruft syscore_suspend und syscore_resume auf",
  "with 19234c0819da": "mit 19234c0819da",
  "No tick in kernel B": "Kein Tick in Kernel B",
  "One tick reaches kernel B through the I/O APIC, at a vector it knows nothing of, and is never ended. The PIC that B has programmed is not heard: B waits for its first tick for ever.":
    "Ein Tick erreicht Kernel B über den I/O APIC, an einem Vektor, von dem er nichts weiß, und wird nie beendet. Der PIC, den B programmiert hat, findet kein Gehör: B wartet für immer auf seinen ersten Tick.",
  "Kernel A uses the I/O APIC. v8 jumps without putting the interrupt controllers back as firmware leaves them.":
    "Kernel A benutzt den I/O APIC. v8 springt, ohne die Interrupt-Controller so zurückzustellen, wie die Firmware sie hinterlässt.",
  "v8 on machines that use an I/O APIC": "v8 auf Maschinen, die einen I/O APIC benutzen",
  "clear_IO_APIC and restore_boot_irq_mode in machine_kexec":
    "clear_IO_APIC und restore_boot_irq_mode in machine_kexec",
  "with legacy mode restored": "mit wiederhergestelltem Legacy-Modus",
  "A breakpoint left armed": "Ein Breakpoint, der scharf bleibt",
  "#DB at B's first instruction, with no table to deliver it through: triple fault.":
    "#DB bei Bs erster Anweisung, ohne eine Tabelle, über die er zuzustellen wäre: Triple Fault.",
  "A hardware breakpoint watches the address at which kernel B begins, and is not disarmed before the jump.":
    "Ein Hardware-Breakpoint bewacht die Adresse, an der Kernel B beginnt, und wird vor dem Sprung nicht entschärft.",
  "kernels without hw_breakpoint_disable on this path": "Kernel ohne hw_breakpoint_disable auf diesem Weg",
  "hw_breakpoint_disable in machine_kexec": "hw_breakpoint_disable in machine_kexec",
  "with the breakpoint disarmed": "mit entschärftem Breakpoint",
  "A borrowed code segment": "Ein geborgtes Codesegment",
  "All is well until the first timer tick: its iret loads that selector from kernel A's table.":
    "Alles ist gut bis zum ersten Timer-Tick: Dessen iret lädt diesen Selektor aus der Tabelle von Kernel A.",
  "The callee uses a descriptor table of its own and returns with its selector in CS. Mainline reloads SS, DS and ES, never CS.":
    "Der Aufgerufene benutzt eine eigene Deskriptortabelle und kehrt mit deren Selektor in CS zurück. Mainline lädt SS, DS und ES neu, CS nie.",
  "mainline, latent: peers that are Linux use the same selectors":
    "Mainline, schlummernd: Ein Linux als Peer benutzt dieselben Selektoren",
  "v8 reloads CS with a far jump; here the fix does the same":
    "v8 lädt CS mit einem Far Jump neu; hier tut der Fix dasselbe",
  "with CS loaded again": "mit neu geladenem CS",
  "Twice at once": "Zweimal zugleich",
  "The second is refused with EBUSY; the first goes on as if alone.":
    "Der zweite wird mit EBUSY abgelehnt; der erste läuft weiter, als wäre er allein.",
  "A second kexec -e arrives while the first holds kexec_lock.":
    "Ein zweites kexec -e kommt an, während das erste kexec_lock hält.",
  "nothing to mend: this is what the lock is for": "nichts zu beheben: Dafür ist die Sperre da",
  "with one call": "mit einem Aufruf",
  "A kernel built without kexec jump": "Ein Kernel ohne kexec jump",
  "kexec_load answers EINVAL, and the tool prints nothing that names the reason.":
    "kexec_load antwortet EINVAL, und das Werkzeug gibt nichts aus, was den Grund nennt.",
  "CONFIG_KEXEC_JUMP is off, so KEXEC_PRESERVE_CONTEXT is a flag that the kernel does not know.":
    "CONFIG_KEXEC_JUMP ist aus, also ist KEXEC_PRESERVE_CONTEXT ein Flag, das der Kernel nicht kennt.",
  "every kernel that is configured so": "jeder Kernel, der so konfiguriert ist",
  "CONFIG_KEXEC_JUMP=y": "CONFIG_KEXEC_JUMP=y",
  "with CONFIG_KEXEC_JUMP": "mit CONFIG_KEXEC_JUMP",
  "One segment too many": "Ein Segment zu viel",
  "kexec_load answers EINVAL before it takes the lock.": "kexec_load antwortet EINVAL, bevor es die Sperre nimmt.",
  "The image has seventeen segments. A dump with many holes has hundreds.":
    "Das Image hat siebzehn Segmente. Ein Dump mit vielen Löchern hat Hunderte.",
  "every revision; loading in several calls was proposed in May 2008 and never merged":
    "jede Revision; das Laden in mehreren Aufrufen wurde im Mai 2008 vorgeschlagen und nie aufgenommen",
  "at most sixteen segments: holes joined, or several loads":
    "höchstens sechzehn Segmente: Löcher zusammengelegt oder mehrmals geladen",
  "with sixteen or fewer": "mit sechzehn oder weniger",
  "An image larger than half of memory": "Ein Image größer als der halbe Speicher",
  "EINVAL: the one advantage over hibernation, an image of more than half of memory, is gone on this path.":
    "EINVAL: Der eine Vorteil gegenüber dem Ruhezustand, ein Image von mehr als dem halben Speicher, ist auf diesem Weg dahin.",
  "Mainline refuses a segment, or all of them together, with more pages than half of memory. v8 had no such rule.":
    "Mainline lehnt ein Segment, oder alle zusammen, mit mehr Seiten als dem halben Speicher ab. v8 hatte keine solche Regel.",
  "mainline since the rule came, after 2007": "Mainline, seit die Regel kam, nach 2007",
  "a smaller segment": "ein kleineres Segment",
  "with a smaller segment": "mit einem kleineren Segment",
  "Two segments for one place": "Zwei Segmente für einen Ort",
  "EINVAL; nothing has been allocated yet.": "EINVAL; angelegt wurde noch nichts.",
  "The tool passes two segments that overlap. (One that does not begin at a page would be EADDRNOTAVAIL.)":
    "Das Werkzeug übergibt zwei Segmente, die sich überlappen. (Eines, das nicht an einer Seite beginnt, wäre EADDRNOTAVAIL.)",
  "every revision": "jede Revision",
  "segments that do not overlap": "Segmente, die sich nicht überlappen",
  "with segments apart": "mit getrennten Segmenten",
  "One disk, two owners": "Eine Platte, zwei Besitzer",
  "A is back with its old superblock in memory and writes it over B's: B's file is gone, its block is used again.":
    "A ist zurück, mit seinem alten Superblock im Speicher, und schreibt ihn über den von B: Bs Datei ist weg, ihr Block wird noch einmal benutzt.",
  "Kernel B mounts the file system that kernel A has mounted, and saves a file there.":
    "Kernel B hängt das Dateisystem ein, das Kernel A eingehängt hat, und sichert dort eine Datei.",
  "every revision; the rule is the user's, as for hibernation":
    "jede Revision; die Regel liegt beim Benutzer, wie beim Ruhezustand",
  "B writes elsewhere": "B schreibt anderswohin",
  "with B writing elsewhere": "mit B, der anderswohin schreibt",
  "The entry of another boot": "Der Einsprung eines anderen Bootens",
  "The processor jumps into the middle of some page of kernel A.":
    "Der Prozessor springt mitten in irgendeine Seite von Kernel A.",
  "The jump-back entry that kernel B passes is one that somebody kept from an earlier boot.":
    "Der Jump-back Entry, den Kernel B übergibt, ist einer, den jemand von einem früheren Booten aufgehoben hat.",
  "every revision; the entry is kept beside the image, by hand":
    "jede Revision; der Einsprung wird von Hand neben dem Image aufgehoben",
  "the entry that A has passed this time": "der Einsprung, den A diesmal übergeben hat",
  "with the right entry": "mit dem richtigen Einsprung",
  "Kernel C larger than kernel B's range": "Kernel C größer als der Bereich von Kernel B",
  "C's own pages are overwritten while it restores A, or A's pages are overwritten by C. Here C loads the way back over pages of A that it has just written, and the machine does not survive the jump.":
    "Cs eigene Seiten werden überschrieben, während er A wiederherstellt, oder As Seiten von C. Hier lädt C den Rückweg über Seiten von A, die er gerade geschrieben hat, und die Maschine überlebt den Sprung nicht.",
  "The boot loader tells kernel C of all memory, so C lives and allocates where pages of kernel A belong; and krestore writes them there without a look.":
    "Der Bootloader nennt Kernel C den ganzen Speicher, also wohnt und belegt C, wo Seiten von Kernel A hingehören; und krestore schreibt sie dorthin, ohne hinzusehen.",
  "every revision: nobody but the user sees to it": "jede Revision: Niemand als der Benutzer achtet darauf",
  "memmap=exactmap for C, inside of kernel B's range: what lies there is not in the image":
    "memmap=exactmap für C, innerhalb des Bereichs von Kernel B: Was dort liegt, steht nicht im Image",
  "with C's memory limited": "mit begrenztem Speicher für C",
  "Sessions frozen for nobody": "Für niemanden eingefrorene Sitzungen",
  "Kernel A is back and its sessions stay frozen.": "Kernel A ist zurück, und seine Sitzungen bleiben eingefroren.",
  "The live update hook serialises and freezes its sessions for the next kernel, although this one will be back.":
    "Der Live-Update-Hook serialisiert seine Sitzungen und friert sie für den nächsten Kernel ein, obwohl dieser hier zurückkommen wird.",
  "mainline between live update and May 2026": "Mainline zwischen Live Update und Mai 2026",
  "5eff62b051fb leaves the hook out for images that preserve their context":
    "5eff62b051fb lässt den Hook für Images aus, die ihren Kontext bewahren",
  "with 5eff62b051fb": "mit 5eff62b051fb",
  "The interrupt that cannot be masked": "Der Interrupt, der sich nicht maskieren lässt",
  "A watchdog's NMI while paging is off: there is no IDT. Triple fault.":
    "Ein NMI vom Watchdog, während Paging aus ist: Es gibt keine IDT. Triple Fault.",
  "Interrupts are off from local_irq_disable on, and flags are cleared again in control code. An NMI asks for neither.":
    "Interrupts sind von local_irq_disable an aus, und der Control Code löscht die Flags noch einmal. Ein NMI fragt nach beidem nicht.",
  "by nothing; an ordinary interrupt at the same place only waits":
    "durch nichts; ein gewöhnlicher Interrupt an derselben Stelle wartet nur",
  "with an ordinary interrupt": "mit einem gewöhnlichen Interrupt",
  "The disk as kernel B left it": "Die Platte, wie Kernel B sie verließ",
  "Kernel A's commands go nowhere: the disk is stopped, its queue is B's.":
    "Die Befehle von Kernel A gehen ins Leere: Die Platte steht, ihre Queue ist die von B.",
  "Kernel B's driver has programmed the disk for itself and stopped it. A's driver has no restore callback.":
    "Der Treiber von Kernel B hat die Platte für sich programmiert und angehalten. Der von A hat keinen Restore-Callback.",
  "drivers without a restore callback; why the message is RESTORE and not THAW":
    "Treiber ohne Restore-Callback; deshalb heißt die Nachricht RESTORE und nicht THAW",
  "a restore callback that programs the disk anew": "ein Restore-Callback, der die Platte neu programmiert",
  "with a restore callback": "mit einem Restore-Callback",
  "A kernel thread that runs on": "Ein Kernel-Thread, der weiterläuft",
  "It writes to the disk after everything was frozen. The disk's own freeze waits for it, so nothing is lost.":
    "Er schreibt auf die Platte, nachdem alles eingefroren wurde. Das Freeze der Platte wartet auf ihn, also geht nichts verloren.",
  "Mainline freezes user tasks only on this path. The journal's thread runs on until its processor stops.":
    "Mainline friert auf diesem Weg nur User-Tasks ein. Der Thread des Journals läuft weiter, bis sein Prozessor anhält.",
  "mainline; hibernation and v8 freeze kernel threads too":
    "Mainline; Ruhezustand und v8 frieren auch Kernel-Threads ein",
  "v8's freezer takes kernel threads as well": "der Freezer von v8 nimmt auch Kernel-Threads",
  "with the freezer of v8": "mit dem Freezer von v8",
  "A global TLB entry of a read-only control page": "Ein globaler TLB-Eintrag einer schreibgeschützten Control Page",
  "a 64-bit processor": "einen 64-Bit-Prozessor",
  "The flag that says whether to swap, lost on return":
    "Das Flag, das sagt, ob getauscht wird, bei der Rückkehr verloren",
  "The wrong page used as swap page": "Die falsche Seite als Swap Page benutzt",
  "the 64-bit control code that did it": "den 64-Bit-Control-Code, der das tat",
  "A header of offsets missing from the build": "Eine Header-Datei mit Offsets fehlt im Build",
  "a kernel that is built, rather than modelled": "einen Kernel, der gebaut statt modelliert wird",
  "Code moved or checked by the compiler": "Vom Compiler verschobener oder geprüfter Code",
  "control flow checks and function sections of a real build":
    "Kontrollflussprüfungen und Funktionssektionen eines echten Builds",
  "No serialising step after code pages change":
    "Kein serialisierender Schritt, nachdem sich Codeseiten geändert haben",
  "a prefetch queue: this processor executes what is in memory":
    "eine Prefetch Queue: Dieser Prozessor führt aus, was im Speicher steht",
  "A randomised kernel B beside its range": "Ein zufällig platzierter Kernel B neben seinem Bereich",
  "a kernel B that decompresses and relocates itself": "einen Kernel B, der sich selbst entpackt und verschiebt",
  "Function tracing in the window": "Function Tracing im Fenster",
  "traced calls in the modelled kernel": "verfolgte Aufrufe im modellierten Kernel",
  "Stack protector through a foreign segment": "Stack Protector über ein fremdes Segment",
  "per-CPU segments in the kernels' code": "Segmente für Per-CPU-Daten im Code der Kernel",
  "The peer's floating point state": "Der Gleitkommazustand des Peers",
  "a floating point unit": "eine Gleitkommaeinheit",
  "Encrypted memory under two aliases": "Verschlüsselter Speicher unter zwei Aliasen",
  "memory encryption": "Speicherverschlüsselung",
  "Five levels of page tables switched under way": "Fünf Ebenen von Seitentabellen, unterwegs umgeschaltet",
  "CET and LASS left on": "CET und LASS bleiben an",
  "The tool takes the system call that loads files": "Das Werkzeug nimmt den Systemaufruf, der Dateien lädt",
  kexec_file_load: "kexec_file_load",
  "A cached kernel B after the hardware has changed": "Ein aufbewahrter Kernel B nach einer Änderung der Hardware",
  "an image of kernel B kept over power-off": "ein Image von Kernel B, das über das Ausschalten hinweg aufbewahrt wird",
  "An entry outside of mapped memory": "Ein Einsprung außerhalb des abgebildeten Speichers",
  "a 64-bit processor, which keeps paging on": "einen 64-Bit-Prozessor, der Paging anlässt",
  "A stack that grows into saved registers": "Ein Stack, der in gesicherte Register wächst",
  "control code that nests deep enough": "Control Code, der tief genug verschachtelt ist",
};
