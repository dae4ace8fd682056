// Words of the machine: phases, steps, invariants, registers, devices.

import type { Messages } from "../say.ts";

export const MACHINE_2_DE: Messages = {
  "image slot 1": "Image-Slot 1",
  "kernel B, kept": "Kernel B, aufbewahrt",
  "no kernel is up that has taken over from A": "kein Kernel läuft, der von A übernommen hat",
  "there is no /proc/vmcore": "es gibt kein /proc/vmcore",
  "the ELF core header names no note, so that there is nothing to merge":
    "der ELF Core Header nennt keine Note, also gibt es nichts zusammenzuführen",
  "an image is being written, or power was lost while one was: nothing can be resumed from it":
    "ein Image wird gerade geschrieben, oder der Strom fiel dabei aus: Daraus lässt sich nichts wiederherstellen",
  "purgatory appends it: the control page was allocated after the text had been written":
    "Purgatory fügt es an: Die Control Page wurde angelegt, nachdem der Text geschrieben war",
  "EDI in v8, the return address on the stack in mainline; purgatory hands it on":
    "EDI in v8, die Rücksprungadresse auf dem Stack in Mainline; Purgatory reicht es weiter",
  "A's kernel writes it before the jump; only the ELF core header says where it lies, so that has to have come too; if its page has been exchanged, it takes the map to find it":
    "As Kernel schreibt sie vor dem Sprung; nur der ELF Core Header sagt, wo sie liegt, also muss er angekommen sein; wurde ihre Seite ausgetauscht, braucht es die Map, um sie zu finden",
  "the file is written before kexec_load has allocated a control page":
    "die Datei wird geschrieben, bevor kexec_load eine Control Page angelegt hat",
  "purgatory knows a return address, and nothing of the list behind it":
    "Purgatory kennt eine Rücksprungadresse und nichts von der Liste dahinter",
  "the entry lies in A's control page, which holds the head word of the list":
    "der Einsprung liegt in As Control Page, die das Head-Wort der Liste enthält",
  "beside the entry; only the ELF core header says where it lies, so that has to have come too; not if its page has been exchanged, because only the map says where such pages are":
    "neben dem Einsprung; nur der ELF Core Header sagt, wo sie liegt, also muss er angekommen sein; nicht, wenn ihre Seite ausgetauscht wurde, denn nur die Map sagt, wo solche Seiten sind",
  "the file is written before kexec_load has made a list":
    "die Datei wird geschrieben, bevor kexec_load eine Liste gemacht hat",
  "elfcorehdr=: the kexec tool knows where it puts the header":
    "elfcorehdr=: Das kexec-Werkzeug weiß, wohin es den Header legt",
  "there is one register, and the entry is in it": "es gibt ein Register, und darin steht der Einsprung",
  "the header says where the notes are, not the other way round": "der Header sagt, wo die Notes sind, nicht umgekehrt",
  "the kexec tool writes its address behind the files of the initrd":
    "das kexec-Werkzeug schreibt seine Adresse hinter die Dateien der initrd",
  "purgatory does not run, and the text stays: it is as it was at the first boot: right only as long as A has loaded no other image since":
    "Purgatory läuft nicht, und der Text bleibt: Er ist wie beim ersten Boot, richtig nur, solange A seither kein anderes Image geladen hat",
  "the control code keeps what the caller leaves: the next image start":
    "der Control Code bewahrt, was der Aufrufer hinterlässt: den nächsten Image-Start",
  "A's kernel writes it anew before every jump; only the ELF core header says where it lies, so that has to have come too; if its page has been exchanged, it takes the map to find it":
    "As Kernel schreibt sie vor jedem Sprung neu; nur der ELF Core Header sagt, wo sie liegt, also muss er angekommen sein; wurde ihre Seite ausgetauscht, braucht es die Map, um sie zu finden",
  "the same control page, filled anew by every jump": "dieselbe Control Page, bei jedem Sprung neu gefüllt",
  "A's kernel writes it anew before every jump; only the ELF core header says where it lies, so that has to have come too; not if its page has been exchanged, because only the map says where such pages are":
    "As Kernel schreibt sie vor jedem Sprung neu; nur der ELF Core Header sagt, wo sie liegt, also muss er angekommen sein; nicht, wenn ihre Seite ausgetauscht wurde, denn nur die Map sagt, wo solche Seiten sind",
  "nobody writes the text anew; the kernel keeps what it has read: it is as it was at the first boot: right only as long as A has loaded no other image since":
    "niemand schreibt den Text neu; der Kernel behält, was er gelesen hat: wie beim ersten Boot, richtig nur, solange A seither kein anderes Image geladen hat",
  "the initrd is not loaded again, and its pages are free; the kernel keeps what it has read: it is as it was at the first boot: right only as long as A has loaded no other image since":
    "die initrd wird nicht noch einmal geladen, und ihre Seiten sind frei; der Kernel behält, was er gelesen hat: wie beim ersten Boot, richtig nur, solange A seither kein anderes Image geladen hat",
  "all of the machine's memory": "der ganze Speicher der Maschine",
  "what the kexec tool tells it: the range that is exchanged":
    "was das kexec-Werkzeug ihm nennt: der Bereich, der ausgetauscht wird",
  "what the boot loader tells it": "was der Bootloader ihm nennt",
  "B uses no memory but the range that is exchanged":
    "B benutzt keinen Speicher außer dem Bereich, der ausgetauscht wird",
  "A's control page, swap page and list lie outside the range: the image has them, and they stay in place":
    "As Control Page, Swap Page und Liste liegen außerhalb des Bereichs: Das Image hat sie, und sie bleiben am Platz",
  "C lies within that range: what lies there is not in the image, and A's own list brings it back":
    "C liegt in diesem Bereich: Was dort liegt, steht nicht im Image, und As eigene Liste bringt es zurück",
  "The image has no page for the range: what lies there when it is written is B's":
    "Das Image hat keine Seite für den Bereich: Was beim Schreiben dort liegt, gehört B",
  "kexec_load takes 16 segments at most, one for each range of the image":
    "kexec_load nimmt höchstens 16 Segmente, eines für jeden Bereich des Images",
  "cold boot": "Kaltstart",
  pending: "steht aus",
  current: "an der Reihe",
  saved: "gesichert",
  protocol: "Protokoll",
  "no memory at this address: the bus reads as ones, and ff ff is no instruction":
    "kein Speicher an dieser Adresse: Der Bus liest Einsen, und ff ff ist keine Anweisung",
  "these bytes are no instruction": "diese Bytes sind keine Anweisung",
  "an instruction breakpoint": "ein Anweisungs-Breakpoint",
  "a non-maskable interrupt": "ein nicht maskierbarer Interrupt",
  "this run never came to the place where it is checked": "dieser Lauf kam nie an den Ort, an dem es geprüft wird",
  "the TLB was emptied after paging went off, before the exchange":
    "der TLB wurde geleert, nachdem Paging ausging, vor dem Austausch",
  "no frame outside its range changed while it ran":
    "kein Frame außerhalb seines Bereichs änderte sich, während er lief",
};
