/** Why a suggested step wants a second look before anybody carries it out. */
export const stepRisks = ['DISABLES_PROTECTION', 'RUNS_DOWNLOAD', 'DELETES_DATA'] as const;
export type StepRisk = (typeof stepRisks)[number];

/**
 * Words of the languages that helpdesks here write in (English, German, French, Spanish, Dutch), and commands, which are
 * the same in all. A verb and a thing count when both are in the step, in any order: a step is one or two sentences.
 * Beginnings of words, without accents.
 */
const turnOff = anyOf(
  // English
  ...[
    'disabl',
    'deactivat',
    'turn(?:s|ed|ing)? (?:\\S+ ){0,6}off',
    'turn off',
    'switch(?:es|ed|ing)? (?:\\S+ ){0,6}off',
  ],
  ...[
    'shut(?:ting)? (?:\\S+ ){0,4}(?:off|down)',
    'uninstall',
    'bypass',
    'circumvent',
    'whitelist',
    'allowlist',
  ],
  ...['exclu(?:de|sion)', 'stop', 'kill', 'pause', 'remove', 'unblock', 'lower', 'suspend', 'opt out'],
  // German
  ...[
    'deaktivier',
    'abschalt',
    'ausschalt',
    'schalte?n? (?:\\S+ ){0,6}(?:ab|aus)',
    'abstell',
    'umgeh',
    'ausnahme',
  ],
  ...['deinstallier', 'entfern', 'beend', 'stopp', 'pausier', 'aussetz'],
  // French, Spanish, Dutch
  ...[
    'desactiv',
    'arret',
    'contourn',
    'desinstall',
    'supprim',
    'deshabilit',
    'apag',
    'desinstal',
    'deten',
    'omit',
  ],
  ...['uitschakel', 'schakel (?:\\S+ ){0,6}uit', 'uitzet', 'zet (?:\\S+ ){0,6}uit', 'omzeil'],
);
const protection = anyOf(
  ...[
    'anti ?-?(?:virus|malware|spam|tamper|phishing)',
    'firewall',
    'defender',
    'protection',
    'edr\\b',
    'xdr\\b',
    'av\\b',
    'mdr\\b',
  ],
  ...[
    'real ?-?time',
    'sentinelone',
    'crowdstrike',
    'falcon sensor',
    'sophos',
    'bitdefender',
    'malwarebytes',
    'huntress',
  ],
  ...[
    'smartscreen',
    'uac',
    'user account control',
    'secure ?boot',
    'bitlocker',
    'encryption',
    'security',
    'amsi',
  ],
  ...[
    'mfa',
    '2fa',
    'multi ?-?factor',
    'two ?-?factor',
    'conditional access',
    'safe (?:links|attachments)',
    'selinux',
  ],
  ...[
    'apparmor',
    'applocker',
    'execution policy',
    'certificate (?:check|validation|verification)',
    'quarantine',
  ],
  ...['audit(?:ing)? log', 'backup', 'tamper', 'virus', 'web ?filter', 'spam ?filter', 'endpoint agent'],
  ...[
    'virenschutz',
    'virenscanner',
    'schutz',
    'sicherheit',
    'verschlussel',
    'pare ?-?feu',
    'antivirus',
    'securite',
  ],
  ...[
    'cortafuegos',
    'proteccion',
    'seguridad',
    'beveiliging',
    'bescherming',
    'virusscanner',
    'authentifi',
    'autentic',
  ],
);
const protectionCommands =
  /disable(?:realtimemonitoring|ioavprotection|behaviormonitoring|antispyware|antivirus)|add-mppreference|set-mppreference|advfirewall\b.*\boff|set-netfirewallprofile\b.*false|setenforce 0|ufw disable|(?:systemctl|service|sc(?:\.exe)?|net) .*\b(?:stop|disable|delete)\b.*\b(?:firewalld|ufw|windefend|mpssvc|wscsvc|auditd|sense)|set-executionpolicy|executionpolicy (?:bypass|unrestricted)|-ep bypass|iptables -f\b|enablelua\b.*\b0|manage-bde\b.*-off|amsiinitfailed|--no-check-certificate|spctl --(?:master|global)-disable|csrutil disable/;

const download = anyOf(
  ...[
    'download',
    'herunterlad',
    'runterlad',
    'lade?n? (?:\\S+ ){0,8}herunter',
    'telecharg',
    'descarg',
    'fetch',
  ],
  ...[
    'https?:',
    'ftp:',
    'www\\.',
    'hxxps?',
    'pastebin',
    'attachment',
    'anhang',
    'piece jointe',
    'adjunto',
    'bijlage',
  ],
);
const run = anyOf(
  ...[
    'run',
    'execut',
    'install',
    'open',
    'launch',
    'start',
    'double ?-?click',
    'paste',
    'ausfuhr',
    'fuhre?n? ',
    'starte',
  ],
  ...[
    'installier',
    'offne',
    'offnen',
    'einfug',
    'lanc',
    'ouvr',
    'ejecut',
    'instal',
    'abr[ae]',
    'uitvoer',
    'voer ',
    'openen',
  ],
);
const programFile =
  /\.(?:exe|msi|ps1|bat|cmd|vbs|hta|scr|jar|sh|py|pkg|dmg|deb|rpm|iso|lnk|dll|appx|msix|apk)\b/;
const downloadCommands =
  /\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\b.*(?:\||;|&&|\biex\b|-o|-outfile|\bsh\b)|\biex\b|invoke-expression|downloadstring|downloadfile|start-bitstransfer|certutil\b.*-urlcache|bitsadmin\b.*transfer|mshta\b|regsvr32\b.*\/i:|rundll32\b.*https?:|powershell\b.*\s-e(?:nc|ncodedcommand)?\b|frombase64string/;

const remove = anyOf(
  ...[
    'delet',
    'eras',
    'wip(?:e|ing)',
    'format',
    'purg',
    'truncat',
    'destroy',
    'shred',
    'overwrit',
    'factory reset',
  ],
  ...['reset to factory', 'remove', 'clear', 'empty', 'drop', 'reimag'],
  ...[
    'losch',
    'formatier',
    'uberschreib',
    'entfern',
    'leere',
    'werkseinstellung',
    'supprim',
    'effac',
    'format',
  ],
  ...['elimin', 'borra', 'borre', 'formate', 'verwijder', 'wis(?:sen)?\\b', 'vid(?:er|ez)'],
);
const data = anyOf(
  ...[
    'file',
    'folder',
    'director',
    'data',
    'databas',
    'table',
    'mailbox',
    'mail',
    'message',
    'profile',
    'account',
    'user',
  ],
  ...[
    'disk',
    'drive',
    'partition',
    'volume',
    'backup',
    'snapshot',
    'shadow cop',
    'logs?(?:file)?\\b',
    'registry',
    'key',
    'record',
  ],
  ...[
    'device',
    'server',
    'vms?\\b',
    'virtual machine',
    'group polic',
    '[op]st\\b',
    'history',
    'certificate',
    'everything',
  ],
  ...[
    'datei',
    'ordner',
    'daten',
    'verzeichnis',
    'postfach',
    'profil',
    'konto',
    'laufwerk',
    'festplatte',
    'sicherung',
  ],
  ...['fichier', 'dossier', 'donnee', 'compte', 'disque', 'archivo', 'carpeta', 'datos', 'cuenta', 'disco'],
  ...['bestand', 'map(?:pen)?\\b', 'gegevens', 'schijf', 'postvak'],
);
const deleteCommands =
  /\brm\s+-\w*[rf]|\bdel\s+\/|\b(?:rmdir|rd)\s+\/s|remove-(?:item|mailbox|aduser|partition|vm)|\bformat\s+[a-z]:|\bmkfs|\bdd\s+if=|diskpart|clear-(?:disk|eventlog)|vssadmin\b.*delete|wbadmin\b.*delete|wevtutil\b.*\bcl\b|\b(?:drop|truncate)\s+(?:table|database|schema)|\bdelete\s+from\b|cipher\s+\/w|reg(?:\.exe)?\s+delete|robocopy\b.*\/mir|sdelete|systemreset|find\b.*-delete/;

/**
 * What a step may do that cannot be taken back easily, found by its words alone: whoever wrote it, a model that was
 * talked into something included, has no say in that. It knows many words and not all; a step without a mark is not
 * thereby harmless.
 */
export function findStepRisks(step: string): StepRisk[] {
  const text = plainOf(step);
  const found: Record<StepRisk, boolean> = {
    DISABLES_PROTECTION: protectionCommands.test(text) || (turnOff.test(text) && protection.test(text)),
    RUNS_DOWNLOAD:
      downloadCommands.test(text) || ((download.test(text) || programFile.test(text)) && run.test(text)),
    DELETES_DATA: deleteCommands.test(text) || (remove.test(text) && data.test(text)),
  };
  return stepRisks.filter(risk => found[risk]);
}

/** Lower case, without accents and without characters that nobody sees, which would cut words in two for a rule alone. */
function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[\s_]+/g, ' ');
}

/** Whether a word begins with one of these. */
function anyOf(...beginnings: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings.join('|')})`, 'u');
}
