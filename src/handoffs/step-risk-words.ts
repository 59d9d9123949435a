/**
 * The words of the rules in `step-risks.ts`, of the languages that helpdesks here write in (English, German, French,
 * Spanish, Dutch), and commands, which are the same in all. Separated by commas: the beginning of a word, in
 * lower case and without accents, as a regular expression; `…` stands for up to six words. Of commands a part is
 * enough, wherever it stands.
 */

/** What is done to a protection by somebody who wants to be rid of it. */
export const turnOff = String.raw`
  disabl, deactivat, turn(?:s|ed|ing)? … off, turn(?:s|ed|ing)? … down, switch(?:es|ed|ing)? … off,
  shut(?:ting)? … (?:off|down), tak(?:e|ing) … (?:down|off|offline|out of), bring … down, put … (?:to sleep|offline),
  get(?:ting)? (?:rid of|around|past), work around, opt … out, (?:let|get) … (?:through|past), dis able, (?:boot|start|run|work|continue|approve|sign in|log in) … without, not running, past the,
  uncheck, untick, deselect, clear … (?:check ?box|tick), unassign, (?:allow|permit) (?:all|any|every), open (?:all|every),
  uninstall, unload, unregister, unenrol, unblock, offboard, remov(?:e|ing), strip, drop, revok, withdraw,
  stop, halt, kill, end (?:the|all|its|this)\b, terminat, quit, exit, pause, pausing, suspend, snooze, mute, silence, freeze, cancel,
  bypass, circumvent, evade, skip, ignor, overrid, exclud, exclusion, exempt, whitelist, allowlist, safelist,
  lower, weaken, relax, loosen, reduc, disarm, neutrali, defeat, cripple, rip out, cut off, knock out,
  deaktivier, abschalt, ausschalt, schalte?n? … (?:ab|aus), abstell, stelle?n? … (?:ab|aus), umgeh, ausnahme, aushebel,
  deinstallier, entfern, beend, stopp, pausier, aussetz, setze?n? … aus, (?:nimm|nehmen?) … vom netz, widerruf, lockern,
  desactiv, arret, contourn, desinstall, supprim, coup(?:er|ez), suspend, revoqu, retir,
  deshabilit, apag, desinstal, deten, omit, quit(?:a|e|ar)\b, revoc, suspend, evit,
  uitschakel, schakel … uit, uitzet, zet … uit, omzeil, verwijder, stopzet, intrek
`;

/** The same by a value: `set real-time scanning to no`. */
export const setToOff = String.raw`
  (?:set|sets|setting|chang(?:e|ing)|switch|turn|flip|mov(?:e|ing)|put|configur(?:e|ing)|toggl(?:e|ing)) … (?:to |= ?|into )?(?:the )?["'\u2018\u2019\u201c\u201d]?(?:no|off|false|0|none|never|zero|disabled|disable|inactive|stopped|manual|minimum|lowest|unrestricted)\b,
  (?:stelle?n?|setze?n?) … auf (?:nein|aus|0|nie|keine?)\b, (?:mett(?:re|ez)|regl(?:er|ez)) … (?:non|zero|jamais)\b,
  pon(?:er|ga|er)? … (?:no|nunca|cero)\b, zet … op (?:nee|uit|nooit|0)\b,
  \S+ ?[:=] ?(?:off|false|0|disabled|aus)\b
`;

/** What protects: kinds of it, products, and what checks who somebody is. */
export const protection = String.raw`
  anti ?-?(?:virus|malware|spam|tamper|phishing|ransomware), firewall, defender, protection, protector,
  [emx]dr\b, av\b, dlp\b, siem\b, asr\b, waf\b, ids\b, ips\b, amsi,
  real ?-?time, on ?-?access, (?:virus|threat|malware|vulnerability|web|cloud|file) ?scan, monitoring, sensor, agent, sandbox, guard, gatekeeper, xprotect,
  sentinel, crowdstrike, falcon, sophos, bitdefender, malwarebytes, huntress, webroot, eset\b, kaspersky, mcafee, norton,
  trellix, symantec, trend micro, carbon black, cylance, cortex, forticlient, threatlocker, mimecast, proofpoint, avast,
  avg\b, f-?secure, withsecure, darktrace, okta, duo\b, authenticat,
  smartscreen, uac\b, user account control, secure ?boot, bitlocker, filevault, encrypt, security, safeguard,
  [m2]fa\b, multi ?-?factor, two ?-?(?:factor|step), second factor, conditional access, passkey, password (?:polic|protect),
  lock ?out, screen ?lock, lock screen, safe (?:links|attachments), selinux, apparmor, applocker, execution policy,
  certificate (?:check|validation|verification), ssl (?:check|validation|verification|inspection), signature (?:check|verif),
  quarantine, audit(?:ing)? log, logging\b(?! (?:in|on|off|out)\b), backup, tamper, virus, (?:web|spam|mail|dns|content) ?filter, filtering, dmarc,
  virenschutz, virenscanner, virenscan, echtzeit, schutz, sicherheit, verschlussel, uberwachung, zwei-?faktor, anmeldesperre,
  pare ?-?feu, securite, chiffrement, temps reel, double authentification, sauvegarde,
  cortafuegos, proteccion, seguridad, cifrado, tiempo real, copia de seguridad,
  beveiliging, bescherming, virusscanner, versleutel, authentifi, autentic
`;

/** What weakens a protection without naming it: exceptions to it, and modes in which it only looks on. */
export const protectionPhrases = String.raw`
  (?:add|put|plac|append|insert|includ|enter|creat|defin|mak|set up|configur)\w* … (?:exclusion|exception|exempt|(?:allow|white|safe|ignore|bypass|trusted?) ?-?list|trusted (?:site|zone|location|sender|file)),
  (?:passive|audit|learning|monitor(?:ing)?|report|detect(?:ion)?|observ\w+|bypass|permissive|install|maintenance)(?: ?-?only)? mode, report-only,
  (?:delet|eras)\w* … (?:[m2]fa\b|authenticat|firewall|defender|sensor|agent\b|conditional access),
  allow any, trust … (?:certificate|sender|publisher|file|site) (?:anyway|always), always trust,
  (?:whitelist|allowlist|safelist)(?:ing)? (?:the|this|that|it|all|c:|\S+\.\S), exclude … from (?:\S+ ){0,3}(?:scan|polic|check|inspection),
  ausnahme(?:liste|regel)?n? … (?:hinzu|eintrag|anleg), fuge?n? … (?:ausnahme|ausschluss|positivliste),
  ajout\w* … (?:exclusion|exception|liste blanche), (?:anad|agreg)\w* … (?:exclusion|excepcion|lista blanca),
  voeg … (?:uitsluiting|uitzondering), mode passif, modo pasivo, passieve modus, passivmodus, passiven modus
`;

/** Commands that switch a protection off. */
export const protectionCommands = [
  'disable(?:realtimemonitoring|ioavprotection|behaviormonitoring|antispyware|antivirus)',
  'add-mppreference',
  'set-mppreference',
  String.raw`advfirewall\b.*\boff`,
  String.raw`set-netfirewallprofile\b.*false`,
  'setenforce 0',
  'ufw disable',
  String.raw`(?:systemctl|service|sc(?:\.exe)?|net) .*\b(?:stop|disable|delete)\b.*\b(?:firewalld|ufw|windefend|mpssvc|wscsvc|auditd|sense)`,
  'set-executionpolicy',
  'executionpolicy (?:bypass|unrestricted)',
  '-ep bypass',
  String.raw`iptables -f\b`,
  String.raw`enablelua\b.*\b0`,
  String.raw`manage-bde\b.*-off`,
  'amsiinitfailed',
  '--no-check-certificate',
  'spctl --(?:master|global)-disable',
  'csrutil disable',
];

/** What comes from elsewhere, or how it is fetched. */
export const download = String.raw`
  download, (?:get|grab|obtain|pull|take|fetch|save)\w* … (?:from|at|off|via) (?:\S+ ){0,3}(?:web|site|website|internet|link|url|page|forum|github|dropbox|usb|stick|chat),
  fetch, https?:, ftp:, www\., hxxps?, pastebin, (?:click|tap|open|follow|visit|use|scan)\w* … (?:link|url|qr)\b, (?:save|copy) … (?:script|command|code)\b, attachment, attached, \S+\.[a-z]{2,}/\S, (?:from|at|visit) \S+[a-z0-9]\.(?!(?:log|txt|csv|pdf|ini|conf|local)\b)[a-z]{2,}\b,
  herunterlad, runterlad, lade?n? … herunter, anhang, telecharg, piece jointe, descarg, adjunto, bijlage
`;

/** What makes a program run. */
export const run = String.raw`
  run, execut, install, open, launch, start, doubl(?:e|ing) ?-?click, click, paste, unzip, unpack, extract, mount, deploy,
  tap\b, follow, scan, side ?-?load, set ?up\b, invok, visit, go to, brows, navigat,
  ausfuhr, fuhre?n? , starte, installier, offne, einfug, doppelklick, klick, entpack, lanc, ouvr, execut, cliqu, decompress,
  ejecut, instal, abr[ae], haga clic, descomprim, uitvoer, voer , openen, dubbelklik, klik, uitpak
`;

/** Files that run when they are opened, or hold what does. */
export const programFiles = `
  exe, msi, ps1, bat, cmd, vbs, vbe, js, jse, wsf, hta, scr, pif, cpl, reg, jar, sh, py, pkg, dmg, deb, rpm, iso, img, vhdx?, lnk,
  url, dll, appx, msix, apk, docm, xlsm, pptm, xll, chm, zip, 7z, rar, tgz, tar, cab
`;

/** Commands that fetch something and run it. */
export const downloadCommands = [
  String.raw`\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\b.*(?:\||;|&&|\biex\b|-o|-outfile|\bsh\b)`,
  String.raw`\biex\b`,
  'invoke-expression',
  'downloadstring',
  'downloadfile',
  'start-bitstransfer',
  String.raw`certutil\b.*-urlcache`,
  String.raw`bitsadmin\b.*transfer`,
  String.raw`mshta\b`,
  String.raw`regsvr32\b.*\/i:`,
  String.raw`rundll32\b.*https?:`,
  String.raw`powershell\b.*\s-e(?:nc|ncodedcommand)?\b`,
  'frombase64string',
];

/** Deletes that name nothing: `Delete all`, `Wipe it`; and devices that are emptied whole. */
export const deletePhrases = String.raw`
  (?:delet|eras|wip|purg|shred|destroy|nuk|obliterat|expung|reformat)(?:e|es|ing)? (?:it|them|all|everything|these|those|this|that|any|every|both|the lot|the rest)\b,
  (?:wip(?:e|ing)|eras(?:e|ing)|nuk(?:e|ing)|reformat) … (?:pc|laptop|computer|machine|phone|tablet),
  reinstall(?:ing)? (?:windows|macos|the (?:os|operating system|pc|computer|machine|laptop|server)), blow(?:ing)? away,
  bin (?:the|all|them|these|those)\b, factory ?-?reset, reset … to factory, zero (?:out|fill), repartition,
  losche?n? (?:sie )?(?:alle|es|das)\b, werkseinstellung, efface[rz]? tout, (?:borr|elimin)\w+ todo, wis alles, fabrieksinstelling
`;

/** Verbs that delete when data is what they are done to. */
export const remove = String.raw`
  delet, eras, wip(?:e|ing), purg, format, truncat, destroy, shred, nuke, obliterat, expung, overwrit, remov(?:e|ing), clear, empty,
  emptie, emptying, drop, clean(?:ing)? (?:up|out), get(?:ting)? rid of, throw(?:ing)? … (?:away|out), do away with,
  discard\b, dispos, scrap, trash, prun, reimag, re-image, rollback, roll … back, rm\b, unlink, initiali,
  losch, gelosch, formatier, uberschreib, entfern, leere, beseitig, vernicht, werf … weg, wirf … weg,
  supprim, effac, vid(?:er|ez), ecras, detrui, elimin, borra, borre, formate, vaci, sobrescrib, destru,
  verwijder, wis(?:sen)?\b, leegmak, overschrijf, gooi … weg
`;

/** What is lost when it is deleted. */
export const data = String.raw`
  file, folder, director, data, table, mailbox, mail, message, profile, account, user, tenant, site\b, archive, contents?\b, recycle bin, trash ?(?:can|bin),
  disk, drive, partition, volume, backup, snapshot, shadow cop, logs?(?:file)?\b, registry, key, record, document, share,
  device, server, vms?\b, virtual machine, group polic, [op]st\b, history, certificate, everything, all(?= ?(?:$|[.!,;]|of\b|and\b)),
  datei, ordner, daten, verzeichnis, postfach, profil, konto, laufwerk, festplatte, sicherung, alles\b,
  fichier, dossier, donnee, compte, disque, sauvegarde, tout\b, archivo, carpeta, datos, cuenta, disco, todo\b,
  bestand, map(?:pen)?\b, gegevens, schijf, postvak
`;

/** Commands that delete or overwrite. */
export const deleteCommands = [
  String.raw`\brm\s+-\w*[rf]`,
  String.raw`\bdel\s+(?:\/|\*|"|%|[a-z]:)`,
  String.raw`\b(?:rmdir|rd)\s+\/s`,
  'remove-(?:item|mailbox|aduser|partition|vm)',
  String.raw`\bformat\s+[a-z]:`,
  String.raw`\bmkfs`,
  String.raw`\bdd\s+if=`,
  'diskpart',
  'clear-(?:disk|eventlog)',
  String.raw`vssadmin\b.*delete`,
  String.raw`wbadmin\b.*delete`,
  String.raw`wevtutil\b.*\bcl\b`,
  String.raw`\b(?:drop|truncate)\s+(?:table|database|schema)`,
  String.raw`\bdelete\s+from\b`,
  String.raw`cipher\s+\/w`,
  String.raw`reg(?:\.exe)?\s+delete`,
  String.raw`robocopy\b.*\/mir`,
  'sdelete',
  'systemreset',
  String.raw`find\b.*-delete`,
];
