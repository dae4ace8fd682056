// Built-in scenarios and circumstances.

import type { Messages } from "../say.ts";

export const PRESETS_DE: Messages = {
  "Tiny: 24 pages there and back": "Winzig: 24 Seiten hin und zurück",
  "16 MiB of memory and 24 pages to exchange: small enough to watch every copy. Four jumps.":
    "16 MiB Speicher und 24 auszutauschende Seiten: klein genug, um jede Kopie zu verfolgen. Vier Sprünge.",
  "Four processors, one of them jumps": "Vier Prozessoren, einer springt",
  "The tiny machine with four processors, three of which have to be taken down and brought back.":
    "Die winzige Maschine mit vier Prozessoren, von denen drei abgeschaltet und zurückgebracht werden müssen.",
  "The first jump: A to B and back": "Der erste Sprung: von A nach B und zurück",
  "128 MiB; kernel B lives in 1 MiB to 16 MiB, 3,840 pages. Five jumps.":
    "128 MiB; Kernel B wohnt in 1 MiB bis 16 MiB, 3.840 Seiten. Fünf Sprünge.",
  "Huge: one gibibyte changes places": "Riesig: ein Gibibyte wechselt den Platz",
  "4 GiB, 1,048,576 frames; kernel B takes 1 GiB, 262,144 pages. Five jumps.":
    "4 GiB, 1.048.576 Frames; Kernel B nimmt 1 GiB, 262.144 Seiten. Fünf Sprünge.",
  "Mainline 6.1: there, and not back": "Mainline 6.1: hin und nicht zurück",
  "The merged design as in Linux 6.1: the way out works, the way back ends in three faults.":
    "Der aufgenommene Entwurf wie in Linux 6.1: Der Hinweg geht, der Rückweg endet in drei Fehlern.",
  "Mainline 6.1 with its GDT back": "Mainline 6.1 mit zurückgeholter GDT",
  "The same with one instruction more, which loads the GDT register again. Five jumps.":
    "Dasselbe mit einer Anweisung mehr, die das GDT-Register wieder lädt. Fünf Sprünge.",
  "Mainline 6.1 built for PAE": "Mainline 6.1 mit PAE",
  "Paging comes on while CR4.PAE is still clear: a page fault on the very next fetch.":
    "Paging geht an, solange CR4.PAE noch gelöscht ist: ein Page Fault beim allernächsten Fetch.",
  "hello.elf, called as a function": "hello.elf, als Funktion aufgerufen",
  "A C function in physical mode, called three times; an ELF file of your own can take its place.":
    "Eine C-Funktion im physischen Modus, dreimal aufgerufen; eine eigene ELF-Datei kann an ihre Stelle treten.",
  "32 MiB; B saves an image without A's free pages, power goes, C boots from cold and writes A back.":
    "32 MiB; B sichert ein Image ohne As freie Seiten, der Strom geht weg, C bootet kalt und schreibt A zurück.",
  "A small machine hibernates": "Eine kleine Maschine im Ruhezustand",
  "16 MiB and 96 pages to exchange; the image holds all of A's memory.":
    "16 MiB und 96 auszutauschende Seiten; das Image enthält As ganzen Speicher.",
  "Mainline 6.1 hibernates": "Mainline 6.1 im Ruhezustand",
  "The same in Linux 6.1, with a GDT on the way back and notes for the dump.":
    "Dasselbe in Linux 6.1, mit einer GDT auf dem Rückweg und Notes für den Dump.",
  "Two images while A goes on in between, then a third, and the machine goes off.":
    "Zwei Images, zwischen denen A weiterläuft, dann ein drittes, und die Maschine geht aus.",
  "C loads the image and jumps": "C lädt das Image und springt",
  "C has all memory, and gives an image with all pages, so with few segments, to one kexec_load.":
    "C hat den ganzen Speicher und gibt ein Image mit allen Seiten, also wenigen Segmenten, an ein einziges kexec_load.",
  "Sixteen segments are not enough": "Sechzehn Segmente reichen nicht",
  "A filtered image has more holes than kexec_load takes segments: EINVAL.":
    "Ein gefiltertes Image hat mehr Löcher, als kexec_load Segmente nimmt: EINVAL.",
  "A load in many stages": "Ein Load in vielen Stufen",
  "The same image, loaded in as many calls as it takes, each adding to the last.":
    "Dasselbe Image, geladen in so vielen Aufrufen wie nötig; jeder fügt an den vorigen an.",
  "Kernel B boots only once": "Kernel B bootet nur einmal",
  "A keeps B on the disk after its first visit; later hibernations skip its boot.":
    "A hebt B nach dem ersten Besuch auf der Platte auf; spätere Ruhezustände überspringen sein Booten.",
  "The kernels take turns": "Die Kernel wechseln sich ab",
  "A jumps to the kernel that has brought it back, which saves the next image.":
    "A springt zu dem Kernel, der ihn zurückgebracht hat, und der sichert das nächste Image.",
  "The kexec tool tells kernel B of all memory instead of its own range":
    "Das kexec-Werkzeug nennt Kernel B den ganzen Speicher statt seines eigenen Bereichs",
  "told all memory": "B hat den ganzen Speicher",
  "The kexec tool gives kernel B the first 640 KiB, which nobody exchanges":
    "Das kexec-Werkzeug gibt Kernel B die ersten 640 KiB, die niemand austauscht",
  "told low memory": "B hat den unteren Speicher",
  "The kernel is built without CONFIG_KEXEC": "Der Kernel ist ohne CONFIG_KEXEC gebaut",
  "no kexec": "kein kexec",
  "kexec -e without a kexec -l before it": "kexec -e ohne ein kexec -l davor",
  "nothing loaded": "nichts geladen",
  "The kernel is built without CONFIG_KEXEC_JUMP": "Der Kernel ist ohne CONFIG_KEXEC_JUMP gebaut",
  "no kexec jump": "kein kexec jump",
  "The kexec tool passes seventeen segments": "Das kexec-Werkzeug übergibt siebzehn Segmente",
  "seventeen segments": "siebzehn Segmente",
  "The kexec tool passes two segments that overlap": "Das kexec-Werkzeug übergibt zwei Segmente, die sich überlappen",
  "overlapping segments": "überlappende Segmente",
  "The kexec tool passes a segment that does not begin at a page":
    "Das kexec-Werkzeug übergibt ein Segment, das nicht an einer Seite beginnt",
  "unaligned segment": "Segment neben der Seitengrenze",
  "The kexec tool passes a segment larger than half of memory":
    "Das kexec-Werkzeug übergibt ein Segment, das größer ist als der halbe Speicher",
  "oversized segment": "zu großes Segment",
  "The tool in kernel B passes an address that was right once, not the jump-back entry":
    "Das Werkzeug in Kernel B übergibt eine Adresse, die einmal richtig war, nicht den Jump-back Entry",
  "lost entry": "verlorener Einsprung",
  "The kexec tool loads without --load-preserve-context: no return is expected":
    "Das kexec-Werkzeug lädt ohne --load-preserve-context: Keine Rückkehr wird erwartet",
  "plain kexec": "einfaches kexec",
  "The control code pushes no 0 for a plain kexec, so that a word that means nothing is on the stack":
    "Der Control Code legt für ein einfaches kexec keine 0 ab, sodass ein bedeutungsloses Wort auf dem Stack liegt",
  "no zero pushed": "keine 0 abgelegt",
  "A second kexec -e arrives while the first is under way": "Ein zweites kexec -e kommt an, während das erste läuft",
  "called twice": "zweimal aufgerufen",
  "A second kexec -l arrives while a jump is under way": "Ein zweites kexec -l kommt an, während ein Sprung läuft",
  "load while jumping": "Load während des Sprungs",
  "kernel_kexec takes the lock that the reboot system call already holds (4.19 to 5.11)":
    "kernel_kexec nimmt die Sperre, die der Systemaufruf reboot schon hält (4.19 bis 5.11)",
  "lock system sleep": "Schlafsperre",
  "The live update hook runs for an image that comes back": "Der Live-Update-Hook läuft für ein Image, das zurückkommt",
  "live update hook": "Live-Update-Hook",
  "The machine has an I/O APIC and kernel A uses it, which v8 does not undo":
    "Die Maschine hat einen I/O APIC, und Kernel A benutzt ihn, was v8 nicht rückgängig macht",
  "io apic": "I/O APIC",
  "Devices are put into ACPI low power instead of being frozen (July 2007)":
    "Geräte gehen in ein ACPI-Stromsparen, statt eingefroren zu werden (Juli 2007)",
  "acpi suspend": "ACPI-Suspend",
  "Devices are shut down as for a reboot instead of being frozen (July 2007)":
    "Geräte werden wie für einen Neustart abgeschaltet, statt eingefroren zu werden (Juli 2007)",
  "device shutdown": "Geräte abgeschaltet",
  "Devices are unplugged instead of being frozen (July 2007)":
    "Geräte werden ausgesteckt, statt eingefroren zu werden (Juli 2007)",
  "hot unplug": "ausgesteckt",
  "Kernel B mounts the file system that kernel A has mounted":
    "Kernel B hängt das Dateisystem ein, das Kernel A eingehängt hat",
  "mounted twice": "zweimal eingehängt",
  "The tool in kernel B does not write the jump-back entry into the image":
    "Das Werkzeug in Kernel B schreibt den Jump-back Entry nicht in das Image",
  "entry not saved": "Einsprung nicht gesichert",
  "Half of the memory is gone at the cold boot: the firmware reports the rest":
    "Beim Kaltstart ist der halbe Speicher weg: Die Firmware meldet den Rest",
  "memory removed": "Speicher entfernt",
  "krestore writes pages of the image also where kernel C itself lives":
    "krestore schreibt Seiten des Images auch dorthin, wo Kernel C selbst wohnt",
  "krestore unchecked": "krestore ungeprüft",
  "The boot loader tells kernel C of all memory instead of its own range":
    "Der Bootloader nennt Kernel C den ganzen Speicher statt seines eigenen Bereichs",
  "c told all memory": "C hat den ganzen Speicher",
  "The kexec tool leaves the dump's range out from 640 KiB on, not from where kernel B's begins":
    "Das kexec-Werkzeug lässt den Bereich des Dumps ab 640 KiB aus, nicht erst ab Kernel Bs Anfang",
  "dump excludes too much": "Dump lässt zu viel aus",
  "The tool in kernel B takes the backup pages map that it has kept from another boot":
    "Das Werkzeug in Kernel B nimmt die Backup Pages Map, die es von einem anderen Booten aufgehoben hat",
  "stale map": "veraltete Map",
};
