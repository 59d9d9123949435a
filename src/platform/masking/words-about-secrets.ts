/**
 * What is said of a password without saying the password. A word that is in none of these lists is taken for a secret:
 * a word too many that is covered costs little.
 */

const listOf = (...words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap(each => each.trim().split(/\s+/)));

/** States of a password, also as the content of a field: `Password: Expired`. A sentence may go on behind them. */
const states = `accepted added available blocked cached changed checked cleared compromised confirmed copied declined deleted denied disabled documented enabled
  entered expire expired expires expiring failed failing fails forgot forgotten given incorrect invalid kept leaked locked
  missing mistyped n/a na needed nil none not null pending provided reenter refused rejected removed required reset resetting
  retrieved reused revoked rotated saved sent set stored synced tested tba tbd unchanged undefined unknown unset updated verified waiting
  abgelaufen bekannt falsch fehlt geändert gelöscht gesendet gesperrt gesetzt gültig keine keines unbekannt ungültig
  unverändert vergessen verloren zurückgesetzt expiré expirée incorrecte`;

/** Those that are adjectives or nouns too: alone they say how a password is, in front of words they may begin one. */
const qualities = `blank broken complex correct different easy empty fine good hidden known long lost new ok okay old optional
  outdated present protected right same shared short shown simple strong successful true false unique valid visible weak
  working wrong yes no alt korrekt leer nein neu ja richtig faux`;

/** Verbs of a sentence, and the words that begin one: what follows is not the password. */
const verbs = `am are aren't ask asked asking asks be became because been being but can can't cannot could couldn't did didn't do
  does doesn't doing don't entering had has hasn't have having he if is isn't it knew know knows may might must need
  needs never please prompts prompted remains said saying says see seems she should shouldn't since they tried tries try
  until unless was wasn't we were weren't when where which while who will won't work worked works works would wouldn't you
  aber bitte hat ist kann muss nicht siehe war weil wird wurde wurden`;

/** Small words of a sentence. */
const particles = `a about above after again all already also always an and any as at available back bad before below between
  both by case case-sensitive causing coming default done each either else even every everywhere from fine getting going
  gone here hers him his her how i identical in insecure its just last later likely mandatory manager max maximum maybe
  mine minimum min my near neither next nobody nothing nowhere now null off often older on once one only or our several many out over
  owned per policy possible protection ready really recently safe saved secure similar so somebody someone something
  somewhere soon still stuck sync synced synchronised synchronized than that the their them then there these those this three times to today
  tomorrow too twice two under unusable up useless user very via weak what with within without yesterday yet your
  auch das dem den der die ein im in kein noch wieder`;

/** They begin a sentence, or the name of a place, after `Password:`. */
const openings = `as at by for from in on per same to too under via with
  already also always again last later minimum min maximum max only still nobody nothing
  user users client customer kunde benutzer`;

const statesSet = listOf(states);
const verbsSet = listOf(verbs);
const plainSet = listOf(states, qualities, verbs, particles);
const qualitiesSet = listOf(qualities);
const openingsSet = listOf(states, verbs, openings);

/** Says what state a password is in, whatever its capitals. */
export const isState = (word: string): boolean => statesSet.has(word) || qualitiesSet.has(word);

/** Belongs to a sentence about a password. */
export const isPlain = (word: string): boolean => plainSet.has(word);

/** Says how something is: `correct`, `old`. */
export const isQuality = (word: string): boolean => qualitiesSet.has(word);

/** Shows that what stands there is a sentence. */
export const isVerb = (word: string): boolean => verbsSet.has(word);

/** Begins a sentence after a label. */
export const opensSentence = (word: string): boolean => openingsSet.has(word);

/** A word that describes, where a sentence goes on: `was declined`, `is probably wrong`, `ist gekommen`. */
export const isDescribing = (word: string): boolean =>
  /^(?:\p{Ll}{3,}ed|\p{Ll}{4,}ly|ge\p{Ll}{3,}(?:t|en))$/u.test(word);

/** A word that may describe, and may be a password as well if nothing follows: `is syncing with`, `is training`. */
export const isDoing = (word: string): boolean => /^\p{Ll}{2,}ing$/u.test(word);
