/**
 * Letters of other scripts that look like a Latin one, with that one behind it: most of those in Unicode's
 * confusables.txt that a usual font draws alike. Capitals on their own, since a Greek Ν is an n only as a capital.
 */
const lookAlikes = [
  // Cyrillic
  'аa вb сc ԁd еe єe ѕs һh іi јj кk ӏl мm нh оo рp ԛq гr тt уy хx ѵv ԝw ьb пn ꞓc',
  'АA ВB СC ЕE ЅS НH ІI ЈJ КK ӀI МM ОO РP ԚQ ТT УY ХX ѴV ԜW ҮY ԌG',
  // Greek
  'αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw',
  'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX',
  // Armenian, and Latin letters of phonetics
  'օo սu հh ոn ցg ՏS ՕO ıi ɪi ɑa ɡg ɩi ʟl ᴀa ᴄc ᴅd ᴇe ꜰf ɢg ʜh ᴊj ᴋk ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ʙb',
].flatMap(line => line.split(' '));

const latin: ReadonlyMap<string, string> = new Map(
  lookAlikes.map(pair => [pair.slice(0, -1), pair.slice(-1)]),
);
const anyLookAlike = new RegExp(`[${[...latin.keys()].join('')}]`, 'gu');

/** A text whose look-alikes of Latin letters are those letters; everything else stays. */
export function toLatinLetters(text: string): string {
  return text.replace(anyLookAlike, letter => latin.get(letter) ?? letter);
}
