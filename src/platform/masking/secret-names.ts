import { blank } from './masked-text.ts';

/** The names of secrets, and what may stand between a name and its secret. Parts of patterns, for the flags `iu`. */

/**
 * Names of what is thought up by people and may be of several words. The long ones count inside a word too, as in
 * `Adminpasswort`; the short ones are parts of words that mean something else, such as `mapping`.
 */
export const longNames =
  'pass[ -]?(?:word|phrase|code)|pas(?:sw|w)(?:ro|or|row)d|(?:pass|kenn)[ -]?w(?:ort|örter)|wachtwoord|mots? de passe|contrase(?:ñ|n)a|senha|lösenord|adgangskode|passord';
const shortNames =
  'passwd|(?<!(?:first|second|third|1st|2nd|3rd|last|next|final|each|one|tests?)[ -])pass|pwd|pswd|psw|p/?w|psk|mdp|hasło|heslo|şifre|(?:wi-?fi|wlan|wpa[23]?|wep|network|network security|security|pre-?shared|setup)[_ -]?key|key content|schlüsselinhalt|(?:recovery|backup)[ -]?codes';

/** Names of what is of one piece. */
const keyNames =
  '(?:pin|puk|tan)(?:[ -]?code)?|cvv2?|cvc2?|(?:client|shared|consumer|app|enable|totp|otp|[mt]fa|2fa)[_ -]?secret|secret|(?:api|(?:secret[_ -]?)?access|account|shared[_ -]?access|secret|private|encryption|master|signing|totp|otp|[mt]fa|2fa|authenticator)[_ -]?key|schlüssel|(?:[a-z0-9]{1,12}[_-])?token|(?:access|refresh|session|id|bearer|api|auth) token|credentials?|creds?|zugangsdaten|anmeldedaten|totp(?: seed)?|otp|(?:otp|[mt]fa|2fa|door|alarm|gate|security|access|entry|safe|unlock|zugangs|tür)[ -]?code|community string|(?:snmp|read-?(?:only|write)|ro|rw)[ -]community';

/** Parts of names as programs write them: `dbPass`, `SecretAccessKey`, `sessionToken`. */
const innerNames = '(?-i:Secret|Token|Pass|Pwd|(?:Api|Access|Private|Account|Shared|Secret)Key)';

/** What closes a name: marks of code, of Markdown and of HTML. */
const closing = `[\\\\"'\`”)\\]*_]{0,4}(?:</?(?!t[dh]>)\\w{1,10}>){0,2}`;

/** A name; its groups are `words` for a secret that may be of several words, and `key` for one of one piece. */
export const name =
  `(?:(?<words>(?:${longNames})(?:[ _-]?\\d{1,2})?|(?<![\\p{L}\\p{N}])(?:${shortNames}))|` +
  `(?<key>(?<![\\p{L}\\p{N}])(?:${keyNames})|(?<=(?-i:\\p{Ll}))${innerNames}))(?:s|en)?${closing}`;

/** `password for the admin account: …`, `root password (new): …` */
export const about =
  `(?:${blank}{1,3}(?:for|of|on|at|to|für|von|vom|zum|pour|du|de|para)${blank}{1,3}[^\\s:=]{1,40}(?:${blank}{1,3}[^\\s:=]{1,40}){0,3}?` +
  `|${blank}{1,3}(?:new|neu|old|alt|temp|temporary|initial)(?=${blank}{0,5}[:=]))?(?:${blank}{0,3}[([](?=[^()[\\]\\n]{0,40}\\p{L})[^()[\\]\\n]{1,40}[)\\]])?`;

const tags = `(?:</?\\w{1,10}(?:[ \\t][^<>\\n]{0,60})?>\\s{0,8}){0,3}`;
/** Up to the value, which may stand on the next line, in the next column, or behind the mark of a quoted mail. */
const gap = `(?:(?:\\*\\*|__)(?=\\s))?${tags}${blank}{0,20}(?:\\r?\\n)?${blank}{0,8}(?:[|>]${blank}{0,5})?`;
const says =
  'is now|is|was|are|now|remains|stays|equals|reads|ist jetzt|ist neu|ist|war|lautet|bleibt|est|es|è|é|är|jest|(?:re)?set to|changed to|geändert (?:auf|zu|in)|gesetzt auf';

/** What says that a secret follows: `mark` is a sign, as in a form, and `verb` are words, as in a sentence. */
export const joint =
  `(?:(?<mark>(?:${blank}{1,5}(?:${says}|(?:should|will|must) be))?${blank}{0,30}(?:[:=：]{1,3}>?|[-=]>|→)${gap}|</t[dh]>\\s{0,8}<td[^<>\\n]{0,60}>\\s{0,8})` +
  `|(?<verb>${blank}{1,5}(?:${says})${blank}{1,5}))`;
