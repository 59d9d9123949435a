import { maskCards } from './card-numbers.ts';
import { blank, coverMatches, coverSpans, type MaskedText, type Rule, type Span } from './masked-text.ts';
import { maskNamed } from './named-secrets.ts';

/**
 * Covers what looks like a secret: passwords after their name, keys and tokens by their form, numbers of payment cards.
 * Meant for text that engineers wrote and that leaves the product. It covers rather too much than too little, and
 * cannot know a password that stands alone. Text that was covered once stays as it is, and counts as holding nothing.
 *
 * The time it takes grows with the length of the text and no faster, whatever is in it: each pattern looks only so far
 * ahead, and starts at most once in what it might run through.
 */
export function maskSecrets(text: string): MaskedText {
  let count = 0;
  let masked = text;
  for (const rule of rules) {
    const found = rule(masked);
    count += found.count;
    masked = found.text;
  }
  return { text: masked, count };
}

/** How blocks of secrets begin and end in key files: those of OpenSSL, OpenSSH and PGP, and those of PuTTY. */
const keyFiles = [
  { opening: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g, closing: '-----END ', end: '-----' },
  { opening: /(?<!\w)Private-Lines: \d{1,4}\r?\n/g, closing: 'Private-MAC:', end: '\n' },
];

/** Blocks of a key file, whole; one whose end is missing, to the end of the text. Searched by hand: that stays linear. */
const maskKeyFiles: readonly Rule[] = keyFiles.map(({ opening, closing, end }) => text => {
  const spans: Span[] = [];
  opening.lastIndex = 0;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const closed = text.indexOf(closing, opening.lastIndex);
    const ended = closed < 0 ? -1 : text.indexOf(end, closed + closing.length);
    const to = ended < 0 ? text.length : ended + end.trimEnd().length;
    spans.push({ from: found.index, to });
    opening.lastIndex = to;
  }
  return coverSpans(text, spans);
});

/** Keys that say what they are: AWS, GitHub, GitLab, Slack, Stripe, webhooks, OpenAI, Google, SendGrid, npm and others. */
const vendorKeys =
  /(?<![\p{L}\p{N}_])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|gl(?:pat|dt|rt|cbt)-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|xapp-[\w-]{20,}|(?:sk|pk|rk)_(?:live|test)_\w{16,}|whsec_[\w+/=-]{16,}|sk-(?=[\w-]{0,60}\d)[\w-]{20,}|AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_\w{30,}|hf_\w{30,}|pypi-[\w-]{50,}|dop_v1_\w{40,}|shp(?:at|ca|pa|ss)_\w{30,}|hv[sb]\.[\w-]{20,}|tskey-[\w-]{20,}|ATATT3[\w=-]{30,}|AGE-SECRET-KEY-1[A-Z0-9]{50,}|\d{8,10}:AA[\w-]{33}|[\w~.]{3}8Q~[\w~.-]{31,34})/gu;

/** Options by which programs take a password: `--password …`, `-pw …`. */
const option = '--?(?:\\w{1,20}-)?(?:password|passwd|passphrase|pass|pwd|pw|secret|token|api-?key)';

const rules: readonly Rule[] = [
  ...maskKeyFiles,
  // A name and a password in a URL: scheme://name:password@host
  coverMatches(
    /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)(?!•|\d{1,5}[/?#])[^\s"'<>]{1,200}(?=@)/gi,
  ),
  // The path of a webhook, and the signature of a link, are all one needs
  coverMatches(
    /((?<!\w)(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|[\w-]{1,60}\.webhook\.office\.com\/webhookb2)\/)[\w/@-]{20,300}/gi,
  ),
  coverMatches(/([?&;](?:sig|signature|x-amz-signature|code|key)=)[\w%+/=-]{20,}/gi),
  // JSON Web Tokens
  coverMatches(/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}/g),
  coverMatches(vendorKeys),
  // Keys of Azure's storage
  coverMatches(/(?<![\w+/])[\w+/]{86}==/g),
  // Hashes of passwords, as in /etc/shadow and in what is dumped from Windows
  coverMatches(/(?<!\w)\$(?:[1256y]|2[abxy]|apr1|argon2id?)\$[\w./$=,+-]{20,200}/g),
  coverMatches(/((?<![\da-f])\d{1,10}:)[\da-f]{32}:[\da-f]{32}(?=:::)/gi),
  // "Authorization: Basic …", and without the header; "basic" is a word too, what it announces is not
  coverMatches(
    new RegExp(
      `((?<![a-z])authorization["'\\\\]{0,2}${blank}{0,5}[:=]${blank}{0,5}["'\\\\]{0,2}(?:(?:basic|bearer|token|apikey|negotiate|ntlm)${blank}{1,5}|(?=[^\\s"']{0,100}\\d)(?!digest)))(?!•)[^\\s"',;\\\\]{8,4000}`,
      'giu',
    ),
  ),
  coverMatches(
    new RegExp(
      `((?<!\\w)(?:bearer${blank}{1,5}|basic${blank}{1,5}(?=[\\w+/.~-]{0,200}[\\d=])))[\\w+/.~-]{12,}=*`,
      'giu',
    ),
  ),
  coverMatches(/((?<!\w)(?:set-)?cookie:[ \t]{1,5})(?!•)(?=[^\s=;]{1,100}=)\S[^\r\n"']{3,2000}/gi),
  // <password>…</password>
  coverMatches(
    /(<(?:\w{1,20}:)?\w{0,20}(?:password|passwort|kennwort|passphrase|passwd|pwd|secret|token)>)(?!•)[^<\s][^<]{0,199}/giu,
  ),
  // --password …
  coverMatches(
    new RegExp(
      `((?<![\\w-])${option}(?:${blank}{1,5}|=))(?!["']?••)(?!-)(?:"[^"\\n]{1,200}"|'[^'\\n]{1,200}'|\\S{3,200})`,
      'giu',
    ),
  ),
  // curl -u name:password
  coverMatches(
    /((?<![\w-])(?:-u|--(?:proxy-)?user)[ \t=]{0,3}(?:"(?=[^"\n]{0,300}")|'(?=[^'\n]{0,300}'))?(?!\d{1,6}:\d{1,6}(?!\S))[^\s:"']{1,64}:)(?!•)(?:(?<=["'][^\s:"']{1,64}:)[^"'\n]{1,200}|[^\s"']{1,200})/gi,
  ),
  // mysql -ppassword: this one takes it without a blank
  coverMatches(
    /((?<![\w-])(?:mysql|mariadb)(?:dump|admin|import|check|-dump|-admin)?(?:\.exe)?(?:[ \t]{1,3}(?!-p)\S{1,60}){0,8}[ \t]{1,3}-p)(?!["']?••)(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s"'-]\S{2,200})/gi,
  ),
  coverMatches(
    /((?<![\w-])(?:sshpass|psexec(?:64)?|sqlcmd|osql|bcp|7z|winexe|ldapsearch|redis-cli)(?:\.exe)?(?:[ \t]{1,3}(?!-[pPwa][ \t])\S{1,60}){0,8}[ \t]{1,3}-[pPwa][ \t]?)(?!["']?••)(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s"'-]\S{2,200})/gu,
  ),
  coverMatches(/((?<![\w-])smbclient[^\n%]{1,200}[ \t]-U[ \t]{0,3}[^\s%]{1,60}%)(?!•)\S{3,200}/g),
  // net user name password, net use \\server\share password
  coverMatches(
    /((?<![\w-])net1?[ \t]{1,3}(?:user[ \t]{1,3}[^\s/]{1,64}|use[ \t]{1,3}(?:[a-z*]:?[ \t]{1,3})?\\\\\S{1,200}(?:[ \t]{1,3}\/user:\S{1,80})?)[ \t]{1,3})(?![*/•-])(?=\S{0,100}[\d!@#$%&?])\S{3,200}/gi,
  ),
  coverMatches(
    /(ConvertTo-SecureString[ \t]{1,3}(?:-String[ \t]{1,3})?)(?!["']?••)(?![$-])(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|\S{3,200})/gi,
  ),
  // What Cisco's and others' configurations hold: enable secret 5 …, snmp-server community …
  coverMatches(
    /((?<![\w-])(?:(?:enable|username[ \t]{1,3}\S{1,40}(?:[ \t]{1,3}privilege[ \t]{1,3}\d{1,2})?)[ \t]{1,3}(?:secret|password)[ \t]{1,3}(?:\d[ \t]{1,3})|snmp-server[ \t]{1,3}community[ \t]{1,3}))(?!["']?••)\S{3,200}/gi,
  ),
  // Login: name/password
  coverMatches(
    new RegExp(
      `((?<!\\p{L})(?:log-?in|logon|anmeldung|user(?:name)?|benutzer)${blank}{0,5}[:=]${blank}{0,5}[^\\s:/]{1,64}${blank}?[/|]${blank}?)(?=\\S{0,100}\\d)(?=\\S{0,100}\\p{L})(?!•|p\\w{0,8}[:=])[^\\s/\\\\]{6,200}(?!\\S)`,
      'giu',
    ),
  ),
  maskNamed,
  // PIN 4711; a pin of a plug has one digit or two
  coverMatches(
    new RegExp(
      `((?<![\\p{L}\\p{N}])(?:P(?:IN|UK)(?:[ -]?[Cc]ode)?|(?:[Dd]oor|[Aa]larm|[Gg]ate|[Kk]eypad|[Ss]afe) [Cc]ode)${blank}{1,3})\\d{4,8}(?![\\d.])`,
      'gu',
    ),
  ),
  // CVV 123, beside the number of a card
  coverMatches(new RegExp(`((?<![\\p{L}\\p{N}])cv[vc]2?${blank}{1,3})\\d{3,4}(?![\\d.])`, 'giu')),
  // Recovery keys of BitLocker, product keys of Windows
  coverMatches(/(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/g),
  coverMatches(/(?<![A-Z0-9-])(?=[A-Z0-9-]{0,28}\d)[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?![A-Z0-9-])/g),
  maskCards,
];
